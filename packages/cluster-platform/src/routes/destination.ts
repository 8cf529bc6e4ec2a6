import type { NamespaceName } from '../namespaces/namespace-table.ts';
import type { RoutedHost } from './host-table.ts';

/** The Service that answers for a host. */
export interface Destination {
  readonly namespace: NamespaceName;
  readonly service: string;
  /** Port of the Service, which is that of its containers: network policies know only the latter. */
  readonly port: number;
  /** Labels that only its pods have. */
  readonly podLabels: Readonly<Record<string, string>>;
  /** Service account of its pods. Needed in the mesh. @default - they are outside the mesh */
  readonly serviceAccount?: string;
  /**
   * How gateways speak to it: with certificates of the mesh, where its pods have a proxy; or `cluster-tls`, TLS that it ends itself
   * with a certificate of the cluster's authority for its name in the cluster.
   */
  readonly transport: 'mesh' | 'cluster-tls';
  /** Beginnings of paths for which it answers, as in `/stock/`. @default - every path that the host lets through */
  readonly paths?: readonly string[];
}

/** Who answers for which host. A host without a destination answers 503, and says so. */
export type Destinations = Readonly<Partial<Record<RoutedHost, readonly Destination[]>>>;
