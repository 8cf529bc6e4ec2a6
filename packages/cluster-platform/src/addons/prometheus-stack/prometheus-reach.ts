import { MESH_PORTS } from '../../mesh/mesh-names.ts';
import { meshedNamespacesOf } from '../../namespaces/namespace-table.ts';
import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';

/** https://coredns.io/plugins/metrics/ */
const COREDNS_METRICS = 9153;
/** Kubelets tell what containers use. */
const KUBELET = 10_250;

/** What Prometheus reads that has no allowance of its own: nodes, the cluster's own parts, and pods of the mesh. */
export function connectPrometheus(context: PlatformContext): void {
  const { prometheus } = context;
  const { kubeStateMetrics, kubeStateMetricsItself, nodeExporter, configReloader } = TELEMETRY_PORTS;
  prometheus.allowToBlocks(context.nodes, 'Prometheus reads kubelets and node-exporters', [KUBELET, nodeExporter]);
  prometheus.allowToBlocks(context.kubernetesApi, 'Prometheus finds what to read, and reads the API server', [443]);
  telemetryPods(context, 'kube-state-metrics').allowFrom(prometheus, 'Prometheus reads the state of objects', [
    kubeStateMetrics,
    kubeStateMetricsItself,
  ]);
  telemetryPods(context, 'kube-state-metrics').allowToBlocks(
    context.kubernetesApi,
    'kube-state-metrics watches the objects that it tells of',
    [443],
  );
  prometheus.allowFrom(prometheus, 'Prometheus reads itself, and whether its configuration was loaded', [
    TELEMETRY_PORTS.prometheus,
    configReloader,
  ]);
  podsOf(context, 'kube-system', 'coredns', { 'k8s-app': 'kube-dns' }).allowFrom(
    prometheus,
    'Prometheus reads how names are resolved',
    [COREDNS_METRICS],
  );
  for (const namespace of meshedNamespacesOf(context.cluster.role)) {
    podsOf(context, namespace, `${namespace}-pods`, {}).allowFrom(
      prometheus,
      'Prometheus reads the merged metrics of proxies and applications',
      [MESH_PORTS.mergedMetrics],
    );
  }
}

function podsOf(
  { owner }: PlatformContext,
  namespace: string,
  name: string,
  labels: Readonly<Record<string, string>>,
): Pods {
  return new Pods({ owner, namespace, name, labels });
}
