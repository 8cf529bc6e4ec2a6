import { DATA_PATHS_WITHOUT_MESH } from './data-paths-without-mesh.ts';

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
  ...['jenkins-check', 'jenkins-plan', 'jenkins-apply', 'jenkins-build'].map(
    (from): PathWithoutMesh => ({
      to: 'jenkins',
      labels: { 'app.kubernetes.io/component': 'jenkins-controller' },
      ports: [50_000],
      from,
      speaks: 'tls',
      because: 'Jenkins ends TLS itself, and agents know it by its instance identity; they have no proxy',
      source: 'https://github.com/jenkinsci/remoting/blob/master/docs/protocols.md',
    }),
  ),
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
    // CoreDNS, AWS Load Balancer Controller, Cluster Autoscaler.
    { to: 'kube-system', ports: [8080, 8085, 9153] },
    { to: 'node-agents', ports: [8888] },
    // kube-state-metrics and the loader of configurations, collectors and Jaeger, the exporter of memcached.
    { to: 'monitoring', ports: [8080, 8081, 8888, 9150] },
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
  {
    to: 'monitoring',
    labels: { 'app.kubernetes.io/name': 'jaeger' },
    ports: [16_686],
    from: 'istio-ingress',
    speaks: 'tls',
    because: "Jaeger ends TLS itself, with a certificate of the cluster's authority, which the gateway checks",
    source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  },
  {
    to: 'monitoring',
    ports: [10_250],
    from: 'monitoring',
    speaks: 'tls',
    because: 'the operator answers under the certificate of its webhook, which cert-manager issues',
    source: 'https://prometheus-operator.dev/docs/platform/webhook/',
  },
  {
    to: 'monitoring',
    // Prometheus, Alertmanager and its peers, Loki and its peers, its gateway and caches, Tempo, Jaeger, spans between collectors.
    ports: [9090, 9093, 9094, 3100, 9095, 7946, 8080, 11_211, 3200, 16_686, 4317],
    from: 'monitoring',
    speaks: 'plain',
    because:
      'telemetry among its own stores, inside one namespace without other pods, between pods that network policies name at both ends',
    source: 'docs/adr/0030-mesh-and-gateways.md',
  },
  ...DATA_PATHS_WITHOUT_MESH,
];

/** Pods with a proxy in a namespace that has none. */
export interface MeshedPods {
  readonly namespace: string;
  /** Release whose chart labels them for injection. */
  readonly release: string;
  /** Labels by which policies know them. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Grafana alone: it calls Keycloak, which takes calls of the mesh. */
export const MESHED_PODS: readonly MeshedPods[] = [
  { namespace: 'monitoring', release: 'grafana', labels: { 'app.kubernetes.io/name': 'grafana' } },
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
  // Agents speak TLS of Jenkins' own: https://www.jenkins.io/doc/book/security/services/
  jenkins: [50_000],
};
