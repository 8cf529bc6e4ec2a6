import type { ChartName } from '@smile/catalogue';

/** A key that a chart's templates read although its `values.yaml` does not have it. */
export interface ValueException {
  readonly chart: ChartName;
  /** Path of keys; `*` stands for one key, what lies below is taken along. */
  readonly path: string;
  readonly because: string;
}

const IN_A_COMMENT = 'a template reads it, values.yaml has it in a comment';

/**
 * False alarms of comparing values with `values.yaml`, each read in the templates of the version in the catalogue.
 *
 * A new version may lose one: Helm says nothing then, and the value stays without effect. So each is looked up again
 * when its chart is raised.
 */
export const VALUE_EXCEPTIONS: readonly ValueException[] = [
  { chart: 'local-static-provisioner', path: 'priorityClassName', because: IN_A_COMMENT },
  { chart: 'local-static-provisioner', path: 'minResyncPeriod', because: IN_A_COMMENT },
  { chart: 'local-static-provisioner', path: 'nodeLabels', because: IN_A_COMMENT },
  { chart: 'cert-manager', path: 'podDisruptionBudget.minAvailable', because: IN_A_COMMENT },
  { chart: 'cert-manager', path: 'podDisruptionBudget.maxUnavailable', because: IN_A_COMMENT },
  { chart: 'cert-manager', path: '*.podDisruptionBudget.minAvailable', because: IN_A_COMMENT },
  { chart: 'cert-manager', path: '*.podDisruptionBudget.maxUnavailable', because: IN_A_COMMENT },
  { chart: 'cert-manager', path: 'serviceAccount.name', because: IN_A_COMMENT },
  { chart: 'cert-manager', path: '*.serviceAccount.name', because: IN_A_COMMENT },
  { chart: 'kube-prometheus-stack', path: 'alertmanager.alertmanagerSpec.configSecret', because: IN_A_COMMENT },
  { chart: 'kube-prometheus-stack', path: 'prometheusOperator.priorityClassName', because: IN_A_COMMENT },
  {
    chart: 'kube-prometheus-stack',
    path: 'prometheusOperator.admissionWebhooks.certManager.issuerRef',
    because: IN_A_COMMENT,
  },
  { chart: 'kube-prometheus-stack', path: 'alertmanager.podDisruptionBudget.maxUnavailable', because: IN_A_COMMENT },
  { chart: 'kube-prometheus-stack', path: 'alertmanager.alertmanagerSpec.version', because: IN_A_COMMENT },
  { chart: 'kube-prometheus-stack', path: 'kube-state-metrics.priorityClassName', because: IN_A_COMMENT },
  { chart: 'kube-prometheus-stack', path: 'prometheus-node-exporter.priorityClassName', because: IN_A_COMMENT },
  { chart: 'kube-prometheus-stack', path: 'grafana.podLabels', because: IN_A_COMMENT },
  { chart: 'istiod', path: 'meshConfig', because: 'the map goes into the configuration of the mesh whole' },
  { chart: 'tempo', path: 'persistence.storageClassName', because: IN_A_COMMENT },
  {
    chart: 'tempo',
    path: 'tempo.storage.trace.s3',
    because: 'the map of a trace store goes into the configuration whole',
  },
  ...['fullnameOverride', 'podAnnotations', 'podLabels', 'priorityClassName'].map((path) => ({
    chart: 'grafana' as const,
    path,
    because: IN_A_COMMENT,
  })),
  { chart: 'jaeger', path: 'jaeger.strategy', because: IN_A_COMMENT },
  { chart: 'jaeger', path: 'jaeger.resources', because: IN_A_COMMENT },
  { chart: 'loki', path: 'loki.storage.bucketNames', because: IN_A_COMMENT },
  { chart: 'loki', path: 'loki.limits_config', because: 'the map goes into the configuration whole' },
  { chart: 'loki', path: 'loki.rulerConfig', because: 'the map goes into the configuration whole' },
  { chart: 'loki', path: 'loki.ingester', because: 'the map goes into the configuration whole' },
  { chart: 'loki', path: 'loki.compactor', because: 'the map goes into the configuration whole' },
  { chart: 'loki', path: 'loki.pattern_ingester', because: 'the map goes into the configuration whole' },
  { chart: 'loki', path: 'loki.storage_config', because: 'the map goes into the configuration whole' },
  { chart: 'jenkins', path: 'controller.JCasC.security', because: 'the map goes into the configuration whole' },
  { chart: 'cluster-autoscaler', path: 'extraArgs', because: 'each key is an argument of the program' },
  { chart: 'opentelemetry-collector', path: 'podDisruptionBudget.minAvailable', because: IN_A_COMMENT },
  { chart: 'opentelemetry-collector', path: 'podDisruptionBudget.maxUnavailable', because: IN_A_COMMENT },
  { chart: 'opentelemetry-collector', path: 'config', because: 'the configuration of the collector, merged whole' },
];
