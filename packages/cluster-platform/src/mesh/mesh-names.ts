import type { NamespaceName } from '../namespaces/namespace-table.ts';

/** A Service that the mesh itself calls, whoever installs it. */
export interface CalledService {
  readonly service: string;
  readonly namespace: NamespaceName;
  /** Of the Service and of the container: policies name the latter. */
  readonly port: number;
  /** Labels that only its pods have. */
  readonly podLabels: Readonly<Record<string, string>>;
}

/** Namespace of the control plane; policies in it hold for the whole mesh. */
export const MESH_NAMESPACE: NamespaceName = 'istio-system';

/** Where gateways run. */
export const GATEWAY_NAMESPACE: NamespaceName = 'istio-ingress';

/** Container ports of the mesh itself. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
export const MESH_PORTS = {
  /** Configuration and certificates of proxies. */
  istiod: 15_012,
  /** What istiod and the network plug-in tell about themselves. */
  metrics: 15_014,
  /** Injection and validation, by istiod. */
  webhooks: 15_017,
  /**
   * Metrics of a proxy and, merged, of the application beside it.
   * https://istio.io/latest/docs/ops/integrations/prometheus/#option-1-metrics-merging
   */
  mergedMetrics: 15_020,
} as const;

/** Identities of the mesh begin with it. Each cluster is a mesh of its own. */
export const TRUST_DOMAIN = 'cluster.local';

/**
 * ConfigMap that istiod writes into every namespace, and its key: the certificate of the cluster's authority, for whoever
 * checks TLS without a proxy.
 */
export const TRUST_CONFIG_MAP = { name: 'istio-ca-root-cert', key: 'root-cert.pem' } as const;

/** OpenTelemetry's gateway, to which proxies send spans. */
export const TELEMETRY_GATEWAY: CalledService = {
  service: 'otel-gateway',
  namespace: 'monitoring',
  port: 4317,
  podLabels: { 'app.kubernetes.io/name': 'opentelemetry-collector', 'app.kubernetes.io/instance': 'otel-gateway' },
};

/** Name of {@link TELEMETRY_GATEWAY} among the mesh's providers. */
export const TRACING_PROVIDER = 'telemetry-gateway';

/**
 * oauth2-proxy, which gateways ask about each request for a console without a login of its own. It answers under any path of
 * the host: 200 for whoever is signed in, else the way to sign in.
 *
 * @param cluster the data cluster has no `auth`, so its own stands beside the gateways.
 */
export function consoleSignIn(cluster: 'application' | 'data' | 'shared'): CalledService {
  return {
    service: 'oauth2-proxy',
    namespace: cluster === 'data' ? GATEWAY_NAMESPACE : 'auth',
    port: 4180,
    podLabels: { 'app.kubernetes.io/name': 'oauth2-proxy' },
  };
}

/** Name of {@link consoleSignIn} among the mesh's providers. */
export const SIGN_IN_PROVIDER = 'console-sign-in';

/** Name of a Service in every namespace of the cluster. */
export function serviceHost({ service, namespace }: Pick<CalledService, 'service' | 'namespace'>): string {
  return `${service}.${namespace}.svc.cluster.local`;
}
