import type { ChartName } from '@smile/catalogue';

/** An object that a chart makes in a namespace other than its release's, and why it may. */
export interface ObjectException {
  readonly chart: ChartName;
  readonly kind: string;
  readonly namespace: string;
  readonly because: string;
}

/** Objects outside of their release's namespace. */
export const OBJECT_EXCEPTIONS: readonly ObjectException[] = [
  ...['Role', 'RoleBinding'].map((kind) => ({
    chart: 'cert-manager' as const,
    kind,
    namespace: 'kube-system',
    because: 'its leader is elected there unless global.leaderElection.namespace says otherwise',
  })),
  {
    chart: 'metrics-server',
    kind: 'RoleBinding',
    namespace: 'kube-system',
    because: 'the API server keeps there by whom aggregated APIs are asked',
  },
  {
    chart: 'kube-prometheus-stack',
    kind: 'Service',
    namespace: 'kube-system',
    because: 'it selects CoreDNS and kube-proxy, whose pods are there',
  },
  ...['ServiceAccount', 'Service', 'DaemonSet', 'ServiceMonitor'].map((kind) => ({
    chart: 'kube-prometheus-stack' as const,
    kind,
    namespace: 'node-agents',
    because: 'node-exporter reads the node, which its release may not',
  })),
  ...['RoleBinding', 'ConfigMap'].flatMap((kind) =>
    ['etl', 'monitoring'].map((namespace) => ({
      chart: 'strimzi-kafka-operator' as const,
      kind,
      namespace,
      because: 'the operator works in the namespaces that it watches; its dashboards lie where Grafana looks',
    })),
  ),
];

/** An image that a chart names and that never runs, or that nobody pulls by this name. */
export interface ImageException {
  readonly chart: ChartName;
  /** What the reference holds. */
  readonly holds: RegExp;
  readonly because: string;
}

/** References that need not be in the catalogue. */
export const IMAGE_EXCEPTIONS: readonly ImageException[] = [
  { chart: 'istio-gateway', holds: /^auto$/, because: 'the injector puts the image of the proxy there' },
  {
    chart: 'strimzi-kafka-operator',
    holds: /\/strimzi\/kafka:[\w.-]+-kafka-\d/,
    because: 'one for each version of Kafka that a Kafka object may name; ours name the one of the catalogue',
  },
  {
    chart: 'strimzi-kafka-operator',
    holds: /\/strimzi\/(buildah|kaniko-executor|maven-builder):/,
    because: 'they build images of Connect in the cluster, which ours are not',
  },
];
