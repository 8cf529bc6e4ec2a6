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
  ...['RoleBinding', 'ConfigMap'].flatMap((kind) =>
    ['etl', 'monitoring'].map((namespace) => ({
      chart: 'strimzi-kafka-operator' as const,
      kind,
      namespace,
      because: 'the operator works in the namespaces that it watches; its dashboards lie where Grafana looks',
    })),
  ),
];
