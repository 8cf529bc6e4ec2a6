import type { Alert } from './alert.ts';

/** Requests that came through a gateway, by the service that they went to. https://istio.io/latest/docs/reference/config/metrics/ */
const ENTRANCE = 'reporter="source",source_workload_namespace="istio-ingress"';
/** Requests between services, as those who answered counted them. */
const INSIDE = 'reporter="destination"';
const SERVICE = 'destination_service_namespace, destination_service_name';

/** Share of requests that failed, where enough came in to tell. */
function failedShare(selector: string, share: number, leastPerSecond: number): string {
  const requests = (more: string) => `sum by (${SERVICE}) (rate(istio_requests_total{${selector}${more}}[5m]))`;
  return [
    `${requests(',response_code=~"5.."')} / ${requests('')} > ${share}`,
    `and ${requests('')} > ${leastPerSecond}`,
  ].join(' ');
}

/** What users and services notice: the golden signals of the mesh. */
export const MESH_ALERTS: readonly Alert[] = [
  {
    alert: 'EntranceErrorsMany',
    expr: failedShare(ENTRANCE, 0.05, 0.2),
    for: '5m',
    severity: 'critical',
    summary: 'Users get errors',
    description:
      '{{ $value | humanizePercentage }} of the requests that users sent to {{ $labels.destination_service_name }} of {{ $labels.destination_service_namespace }} failed.',
    runbook: 'users-get-errors',
  },
  {
    alert: 'ServiceErrorsMany',
    expr: failedShare(INSIDE, 0.05, 0.2),
    for: '15m',
    severity: 'warning',
    summary: 'A service answers with errors',
    description:
      '{{ $value | humanizePercentage }} of the requests to {{ $labels.destination_service_name }} of {{ $labels.destination_service_namespace }} failed.',
    runbook: 'users-get-errors',
  },
  {
    alert: 'EntranceSlow',
    expr: [
      `histogram_quantile(0.95, sum by (${SERVICE}, le)`,
      `(rate(istio_request_duration_milliseconds_bucket{${ENTRANCE}}[10m]))) > 3000`,
      `and sum by (${SERVICE}) (rate(istio_requests_total{${ENTRANCE}}[10m])) > 0.2`,
    ].join(' '),
    for: '15m',
    severity: 'warning',
    summary: 'Users wait',
    description:
      'One request in twenty to {{ $labels.destination_service_name }} of {{ $labels.destination_service_namespace }} takes longer than {{ $value | humanize }} ms.',
    runbook: 'users-wait',
  },
  {
    alert: 'MeshConfigurationRefused',
    // https://istio.io/latest/docs/reference/commands/pilot-discovery/#metrics
    expr: 'sum(increase(pilot_total_xds_rejects[10m])) > 0',
    for: '10m',
    severity: 'warning',
    summary: 'Proxies refuse what istiod tells them',
    description: 'They go on with what they had before, so a change of routes or policies has no effect.',
    runbook: 'proxies-refuse-their-configuration',
  },
];
