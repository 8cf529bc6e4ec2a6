import type { Alert } from './alert.ts';

/** As the receiver of the gateway is called. */
const RECEIVER = 'otlp/clusters';

/** 0 where no collector has taken anything in, also where none has ever: a counter that never counted is not there. */
const taken = (counter: string, signal: string) =>
  `label_replace(sum(rate(otelcol_receiver_accepted_${counter}_total{receiver="${RECEIVER}"}[10m])) or vector(0), "signal", "${signal}", "", "")`;

/** For the cluster to which another one sends. Of traces there may be none, so that their silence says nothing. */
export const TELEMETRY_LINK_ALERTS: readonly Alert[] = [
  {
    alert: 'DataClusterSilent',
    expr: `(${taken('log_records', 'logs')} or ${taken('metric_points', 'metrics')}) == 0`,
    for: '15m',
    severity: 'warning',
    summary: 'No {{ $labels.signal }} of the data cluster arrive',
    description:
      'For 25 minutes the gateway has taken in no {{ $labels.signal }} of the data cluster. Its own Prometheus and Alertmanager still watch it.',
    runbook: 'telemetry-of-the-data-cluster-does-not-arrive',
  },
];
