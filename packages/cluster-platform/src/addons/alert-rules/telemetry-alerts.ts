import type { Alert } from './alert.ts';

/** What a collector calls each kind of telemetry. https://opentelemetry.io/docs/collector/internal-telemetry/ */
const SIGNALS = { spans: 'traces', log_records: 'logs', metric_points: 'metrics' } as const;

/** One vector of all three kinds, with a label that tells which. */
function ofEachSignal(expression: (signal: string) => string): string {
  return Object.entries(SIGNALS)
    .map(([word, signal]) => `label_replace(${expression(word)}, "signal", "${signal}", "", "")`)
    .join(' or ');
}

/** Telemetry that does not arrive, wherever it is lost. */
export const TELEMETRY_ALERTS: readonly Alert[] = [
  {
    alert: 'CollectorRefuses',
    expr: `(${ofEachSignal((word) => `sum by (job) (rate(otelcol_receiver_refused_${word}_total[5m]))`)}) > 0`,
    for: '10m',
    severity: 'warning',
    summary: 'A collector refuses telemetry',
    description:
      'Collector {{ $labels.job }} refuses {{ $labels.signal }}: it has no memory left, or its stores take nothing.',
    runbook: 'telemetry-does-not-arrive',
  },
  {
    alert: 'CollectorCannotSend',
    expr: `(${ofEachSignal((word) => `sum by (job, exporter) (rate(otelcol_exporter_send_failed_${word}_total[5m]))`)}) > 0`,
    for: '10m',
    severity: 'warning',
    summary: 'A collector gets rid of nothing',
    description:
      'Collector {{ $labels.job }} cannot send {{ $labels.signal }} by {{ $labels.exporter }}, and drops what is too old.',
    runbook: 'telemetry-does-not-arrive',
  },
  {
    alert: 'CollectorQueueFull',
    expr: 'max by (job, exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity) > 0.8',
    for: '10m',
    severity: 'warning',
    summary: 'A collector will soon drop telemetry',
    description: 'The queue of {{ $labels.exporter }} in {{ $labels.job }} is {{ $value | humanizePercentage }} full.',
    runbook: 'telemetry-does-not-arrive',
  },
  {
    alert: 'LogsDiscarded',
    // https://grafana.com/docs/loki/latest/operations/request-validation-rate-limits/
    expr: 'sum by (reason) (rate(loki_discarded_samples_total[10m])) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'Loki throws lines away',
    description: 'Reason: {{ $labels.reason }}.',
    runbook: 'logs-do-not-arrive',
  },
  {
    alert: 'LogsNotTakenIn',
    expr: [
      'sum(rate(loki_request_duration_seconds_count{status_code=~"5..",route=~"otlp_v1_logs|loki_api_v1_push"}[5m]))',
      '/ sum(rate(loki_request_duration_seconds_count{route=~"otlp_v1_logs|loki_api_v1_push"}[5m])) > 0.1',
    ].join(' '),
    for: '10m',
    severity: 'critical',
    summary: 'Loki takes no logs in',
    description:
      '{{ $value | humanizePercentage }} of what is sent to Loki fails. Agents keep logs on their nodes for a while.',
    runbook: 'logs-do-not-arrive',
  },
  {
    alert: 'LogRetentionStopped',
    // Without it the bucket deletes objects that the index still names.
    expr: 'time() - max(loki_compactor_apply_retention_last_successful_run_timestamp_seconds > 0) > 6 * 3600',
    for: '30m',
    severity: 'warning',
    summary: 'Loki deletes no old logs',
    description: 'The compactor has applied no retention for {{ $value | humanizeDuration }}.',
    runbook: 'logs-do-not-arrive',
  },
  {
    alert: 'TracesDiscarded',
    // https://grafana.com/docs/tempo/latest/troubleshooting/send-traces/max-trace-limit-reached/
    expr: 'sum by (reason) (rate(tempo_discarded_spans_total[10m])) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'Tempo throws spans away',
    description: 'Reason: {{ $labels.reason }}.',
    runbook: 'traces-do-not-arrive',
  },
  {
    alert: 'TracesNotWritten',
    // https://github.com/grafana/tempo/blob/main/operations/tempo-mixin/runbook.md
    expr: 'sum(increase(tempo_ingester_failed_flushes_total[1h])) > 2 and sum(increase(tempo_ingester_failed_flushes_total[5m])) > 0',
    for: '5m',
    severity: 'critical',
    summary: 'Tempo cannot write to its bucket',
    description: 'Blocks stay on its volume, and are lost with it.',
    runbook: 'traces-do-not-arrive',
  },
];
