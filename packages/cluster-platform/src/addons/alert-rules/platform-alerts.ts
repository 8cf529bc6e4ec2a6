import type { Alert } from './alert.ts';

/**
 * What holds the platform together, beside the alerts of kube-prometheus-stack on nodes, volumes, workloads and Prometheus itself.
 * Metrics of a controller about an object carry that object's namespace as `exported_namespace`.
 */
export const PLATFORM_ALERTS: readonly Alert[] = [
  {
    alert: 'CertificateEndsSoon',
    // https://cert-manager.io/docs/devops-tips/prometheus-metrics/; certificates live for 90 days and are renewed 30 before.
    expr: 'min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds - time()) < 14 * 86400',
    for: '1h',
    severity: 'warning',
    summary: 'A certificate ends within two weeks and was not renewed',
    description: 'Certificate {{ $labels.name }} of {{ $labels.exported_namespace }} should have been renewed by now.',
    runbook: 'a-certificate-is-not-renewed',
  },
  {
    alert: 'CertificateEndsNow',
    expr: 'min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds - time()) < 2 * 86400',
    for: '10m',
    severity: 'critical',
    summary: 'A certificate ends within two days',
    description:
      'When {{ $labels.name }} of {{ $labels.exported_namespace }} has ended, whoever checks it refuses to connect.',
    runbook: 'a-certificate-is-not-renewed',
  },
  {
    alert: 'CertificateNotReady',
    expr: 'max by (exported_namespace, name) (certmanager_certificate_ready_status{condition="False"}) == 1',
    for: '15m',
    severity: 'warning',
    summary: 'A certificate could not be issued',
    description: 'Certificate {{ $labels.name }} of {{ $labels.exported_namespace }} is not ready.',
    runbook: 'a-certificate-is-not-renewed',
  },
  {
    alert: 'SecretNotSynced',
    // https://external-secrets.io/latest/api/metrics/
    expr: 'max by (exported_namespace, name) (externalsecret_status_condition{condition="Ready",status="False"}) == 1',
    for: '15m',
    severity: 'warning',
    summary: 'A Secret is not what Secrets Manager has',
    description:
      'ExternalSecret {{ $labels.name }} of {{ $labels.exported_namespace }} is not ready: its pods keep the old value, or do not start.',
    runbook: 'a-secret-is-not-synced',
  },
  {
    alert: 'SecretsNotRead',
    // Every ExternalSecret is read anew each hour.
    expr: 'sum(increase(externalsecret_sync_calls_total[3h])) == 0',
    for: '15m',
    severity: 'warning',
    summary: 'No secret was read for three hours',
    description: 'External Secrets runs and reads nothing, so a rotated password reaches no pod.',
    runbook: 'a-secret-is-not-synced',
  },
  {
    alert: 'KeycloakSplit',
    // https://www.keycloak.org/observability/metrics-for-troubleshooting-clustering-and-network
    expr: 'min(vendor_cluster_size{namespace="auth"}) < max(kube_statefulset_status_replicas_ready{namespace="auth"})',
    for: '10m',
    severity: 'critical',
    summary: 'Copies of Keycloak do not see each other',
    description:
      'A copy knows {{ $value }} members and more are ready: who signs in at one is a stranger to the other.',
    runbook: 'keycloak-is-split',
  },
  {
    alert: 'PodsWaitForNodes',
    // https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/proposals/metrics.md
    expr: 'max(cluster_autoscaler_unschedulable_pods_count) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'Pods wait for a node and none comes',
    description: '{{ $value }} pods fit on no node, and the groups that could grow do not.',
    runbook: 'pods-wait-for-a-node',
  },
  {
    alert: 'ContainerOutOfMemory',
    expr: [
      'sum by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total[15m])) > 0',
      'and on (namespace, pod, container) kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} == 1',
    ].join(' '),
    for: '0m',
    severity: 'warning',
    summary: 'A container was stopped for want of memory',
    description:
      'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} reached its limit and was started again.',
    runbook: 'a-service-crashes',
  },
  {
    alert: 'VolumeNotThere',
    expr: 'max by (namespace, persistentvolumeclaim) (kube_persistentvolumeclaim_status_phase{phase="Pending"}) == 1',
    for: '15m',
    severity: 'warning',
    summary: 'A volume was asked for and is not there',
    description: 'Claim {{ $labels.persistentvolumeclaim }} of {{ $labels.namespace }} is pending, and so is its pod.',
    runbook: 'pods-wait-for-a-node',
  },
  {
    alert: 'NamesNotResolved',
    // https://coredns.io/plugins/metrics/
    expr: [
      'sum(rate(coredns_dns_responses_total{rcode="SERVFAIL"}[5m]))',
      '/ sum(rate(coredns_dns_responses_total[5m])) > 0.05',
    ].join(' '),
    for: '10m',
    severity: 'critical',
    summary: 'Names are not resolved',
    description: '{{ $value | humanizePercentage }} of the answers of CoreDNS are failures.',
    runbook: 'names-are-not-resolved',
  },
];
