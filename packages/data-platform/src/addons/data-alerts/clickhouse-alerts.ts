import type { Alert } from '@smile/cluster-platform';

const CLAIMS = '{namespace="olap",persistentvolumeclaim=~"data-chi-olap-.+"}';
const JOB = '{namespace="olap",cronjob="clickhouse-backup"}';
/** One a day, and some hours that a large one takes. */
const OLDEST_SECONDS = 30 * 3600;

/** https://clickhouse.com/docs/operations/monitoring: names of its metrics begin with their table. */
export const CLICKHOUSE_ALERTS: readonly Alert[] = [
  {
    alert: 'ClickhouseReadonly',
    expr: 'max by (pod) (ClickHouseMetrics_ReadonlyReplica{namespace="olap"}) > 0',
    for: '5m',
    severity: 'critical',
    summary: 'Tables of a replica of ClickHouse take no rows',
    description: '{{ $value }} tables of {{ $labels.pod }} have lost ZooKeeper, or what was there of them.',
    runbook: 'clickhouse-takes-no-rows',
  },
  {
    alert: 'ClickhouseQueueLong',
    expr: 'max by (pod) (ClickHouseAsyncMetrics_ReplicasMaxQueueSize{namespace="olap"}) > 200',
    for: '30m',
    severity: 'warning',
    summary: 'A replica of ClickHouse does not keep up with the others',
    description: '{{ $value }} parts wait to be fetched or merged by {{ $labels.pod }}.',
    runbook: 'clickhouse-takes-no-rows',
  },
  {
    alert: 'ClickhouseReplicaBehind',
    expr: 'max by (pod) (ClickHouseAsyncMetrics_ReplicasMaxAbsoluteDelay{namespace="olap"}) > 600',
    for: '10m',
    severity: 'warning',
    summary: 'A replica of ClickHouse answers with old rows',
    description: '{{ $labels.pod }} is {{ $value | humanizeDuration }} behind.',
    runbook: 'clickhouse-takes-no-rows',
  },
  {
    alert: 'ClickhouseDiskFillsUp',
    expr: `max by (persistentvolumeclaim) (kubelet_volume_stats_used_bytes${CLAIMS} / kubelet_volume_stats_capacity_bytes${CLAIMS}) > 0.75`,
    for: '15m',
    severity: 'warning',
    summary: 'The disk of a replica of ClickHouse is three quarters full',
    description:
      'Volume {{ $labels.persistentvolumeclaim }} is {{ $value | humanizePercentage }} full; merges need room.',
    runbook: 'a-disk-of-the-data-platform-fills-up',
  },
  {
    alert: 'ClickhouseBackupOld',
    // The second half is for a job that never succeeded. https://github.com/kubernetes/kube-state-metrics/blob/main/docs/metrics/workload/cronjob-metrics.md
    expr: [
      `time() - max by (cronjob) (kube_cronjob_status_last_successful_time${JOB}) > ${OLDEST_SECONDS}`,
      `or (time() - max by (cronjob) (kube_cronjob_created${JOB}) > ${OLDEST_SECONDS})`,
      `unless on (cronjob) kube_cronjob_status_last_successful_time${JOB}`,
    ].join(' '),
    for: '10m',
    severity: 'critical',
    summary: 'ClickHouse was not backed up for more than a day',
    description: 'The last backup is {{ $value | humanizeDuration }} old: what came since is on disks of nodes alone.',
    runbook: 'clickhouse-is-not-backed-up',
  },
];
