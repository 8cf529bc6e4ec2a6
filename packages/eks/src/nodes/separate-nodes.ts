import { ANYWHERE, type Connectable, PORTS, tcp, tcpRange, udp } from '@smile/core';
import { SecurityGroup, type Vpc } from '@smile/network';
import { Construct } from 'constructs';

export interface SeparateNodesProps {
  readonly cluster: Connectable & { readonly controlPlane: Connectable; readonly vpc: Vpc };
  /** Words for descriptions, as in `ci of cluster app`. */
  readonly name: string;
  /** Whether pods with a proxy of the mesh run there, which need its control plane and sign-in. @default false */
  readonly isInMesh?: boolean;
}

/** Istiod, for configuration and certificates of proxies. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
const ISTIOD = tcp(15_012);

/** Keycloak's containers. */
const SIGN_IN = tcp(8080);

/** Port on which Jenkins' controller takes its agents, under TLS of its own. https://www.jenkins.io/doc/book/security/services/ */
const JENKINS = tcp(50_000);

/**
 * The security group of nodes that run code which nobody has read yet: builds of feature branches. Being in no group of
 * the cluster's other nodes, they are let in by nothing that lets those in: no data store, no console.
 *
 * They reach the Kubernetes API, name resolution and Jenkins' controller on the cluster's nodes, and the internet.
 */
export class SeparateNodes extends Construct {
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { cluster, name, isInMesh = false }: SeparateNodesProps) {
    super(scope, id);
    const group = new SecurityGroup(this, 'SecurityGroup', { vpc: cluster.vpc, description: `Nodes ${name}` });
    this.securityGroupId = group.securityGroupId;
    cluster.controlPlane.connections.allowFrom(group, 'Kubelets and agents call the Kubernetes API', PORTS.https);
    group.connections.allowFrom(cluster.controlPlane, 'Control plane calls kubelets', tcp(10250));
    cluster.connections.allowFrom(group, 'Builds resolve names', tcp(53));
    cluster.connections.allowFrom(group, 'Builds resolve names', udp(53));
    cluster.connections.allowFrom(group, 'Agents connect to the controller of Jenkins', JENKINS);
    group.connections.allowFrom(cluster, 'Prometheus reads nodes and pods', tcpRange(1024, 65535));
    group.connections.allowInternally('Pods of one build talk to each other', tcpRange(1, 65535));
    if (isInMesh) {
      cluster.connections.allowFrom(group, 'Proxies get configuration and certificates', ISTIOD);
      cluster.connections.allowFrom(group, 'Services ask Keycloak who signs in', SIGN_IN);
    }
    group.connections.allowToCidr(
      ANYWHERE,
      'AWS services, images and packages, through endpoints and NAT',
      PORTS.https,
    );
  }
}
