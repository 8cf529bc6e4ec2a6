/** A path between pods that the mesh does not cover, and why that is safe enough. */
export interface PathWithoutMesh {
  /** `<namespace>` of those that are called. */
  readonly to: string;
  /** Labels that must be among those which the network policy selects. @default - any pods of the namespace */
  readonly labels?: Readonly<Record<string, string>>;
  readonly ports: readonly number[];
  /** `<namespace>` of the callers. @default - any */
  readonly from?: string;
  /** TLS that the program ends itself, or nothing. */
  readonly speaks: 'tls' | 'plain';
  readonly because: string;
  readonly source: string;
}

/** Labels of Prometheus, by the chart kube-prometheus-stack. */
const PORTS_OF_ISTIO = 'https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio';

/** Every path between pods that is neither mutual TLS of the mesh nor refused. A path that is not listed is a finding. */
export const PATHS_WITHOUT_MESH: readonly PathWithoutMesh[] = [
  {
    to: 'kube-system',
    labels: { 'k8s-app': 'kube-dns' },
    ports: [53],
    speaks: 'plain',
    because: 'names of Services, which are no secret',
    source: 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/',
  },
  {
    to: 'istio-system',
    labels: { app: 'istiod' },
    ports: [15_012],
    speaks: 'tls',
    because: 'istiod ends TLS itself, with a certificate that proxies check before they are in the mesh',
    source: PORTS_OF_ISTIO,
  },
  {
    to: 'kube-system',
    labels: { 'app.kubernetes.io/name': 'metrics-server' },
    ports: [10_250],
    from: 'monitoring',
    speaks: 'tls',
    because: 'metrics-server answers under a certificate of cert-manager',
    source: 'https://github.com/kubernetes-sigs/metrics-server/tree/master/charts/metrics-server',
  },
  ...[
    { to: 'istio-system', ports: [15_014] },
    { to: 'cert-manager', ports: [9402] },
    { to: 'external-secrets', ports: [8080] },
    { to: 'kube-system', ports: [8080, 8085] },
  ].map(
    (one): PathWithoutMesh => ({
      ...one,
      from: 'monitoring',
      speaks: 'plain',
      because: 'counts that Prometheus reads: no data of people, no credentials, and nobody else may connect',
      source: 'https://prometheus.io/docs/operating/security/',
    }),
  ),
  {
    to: 'monitoring',
    labels: { 'app.kubernetes.io/instance': 'otel-gateway' },
    ports: [4317],
    speaks: 'plain',
    because: 'spans: paths and times of requests without their contents; monitoring has no proxies',
    source: 'https://opentelemetry.io/docs/specs/otel/trace/api/#span',
  },
];

/** Ports of a proxy itself, which mutual TLS leaves out: merged metrics and health. */
export const PROXY_PORTS: Readonly<Record<number, string>> = {
  15020: 'merged metrics of proxy and application',
  15021: 'readiness of a gateway, asked by its load balancer',
};

/** Ports that may be taken out of the mesh, by namespace. */
export const PORTS_OUT_OF_MESH: Readonly<Record<string, readonly number[]>> = {
  // Keycloak encrypts its cluster traffic itself: https://www.keycloak.org/server/caching#_running_inside_a_service_mesh
  auth: [7800, 57_800],
};
