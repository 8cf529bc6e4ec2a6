/** What one add-on gives and another needs. The order of installation follows from it. */
export const CAPABILITIES = {
  'monitor-kinds': 'The kinds ServiceMonitor, PodMonitor and PrometheusRule',
  certificates: 'cert-manager, with its webhook ready',
  'cluster-ca': "An issuer of the cluster's own certificate authority",
  'secret-kinds': 'External Secrets, with its webhook ready',
  'synced-secrets': 'External Secrets is told which Secrets to fill',
  secrets: 'Every Secret that pods of the cluster read is there',
  'mesh-kinds': "Istio's kinds",
  'mesh-network': "Istio's network plug-in on every node",
  'mesh-authority': "The authority that signs the mesh's identities, below the cluster's own",
  mesh: 'Istiod, with its webhook ready: pods get their sidecar',
  gateways: 'A gateway for each load balancer, bound to its target group',
  'target-bindings': 'AWS Load Balancer Controller: pods are registered in target groups',
  'pod-metrics': 'The API of CPU and memory of pods, which autoscaling reads',
  'node-scaling': 'Cluster Autoscaler: node groups follow the pods',
  'volume-classes': 'Storage classes and snapshot classes',
  metrics: 'Prometheus, which takes in metrics',
  logs: 'Loki, which takes in logs',
  traces: 'Tempo and Jaeger, which take in traces',
  telemetry: 'The OpenTelemetry gateway: the one way in for metrics, logs and traces',
  dashboards: 'Grafana',
  'database-accounts': 'Schemas and users of what runs in the clusters, in MySQL',
  keycloak: 'Keycloak, without its realms',
  'sign-in': 'Keycloak, with its realms',
  'console-sign-in': 'oauth2-proxy: sign-in before consoles that have none',
} as const satisfies Readonly<Record<string, string>>;

export type Capability = keyof typeof CAPABILITIES;
