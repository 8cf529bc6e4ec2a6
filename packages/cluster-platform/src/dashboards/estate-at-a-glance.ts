import type { Dashboard } from './dashboard.ts';
import { graph, number } from './panel.ts';

/** Is anything wrong, and where: the first page to open. */
export const ESTATE_AT_A_GLANCE: Dashboard = {
  uid: 'smile-estate',
  title: 'Estate at a glance',
  description: 'Is anything wrong, and where. The next page is Services, or Data stores.',
  refresh: '1m',
  rows: [
    {
      title: 'Now',
      height: 4,
      panels: [
        number({
          title: 'Alerts that burn',
          unit: 'short',
          expr: 'count(ALERTS{alertstate="firing",severity=~"critical|warning"}) or vector(0)',
          thresholds: { warning: 1, bad: 5 },
        }),
        number({
          title: 'Requests that failed',
          description: 'Share of what users sent through the gateways.',
          unit: 'percentunit',
          expr: 'sum(rate(istio_requests_total{reporter="source",source_workload_namespace="istio-ingress",response_code=~"5.."}[5m])) / sum(rate(istio_requests_total{reporter="source",source_workload_namespace="istio-ingress"}[5m])) or vector(0)',
          thresholds: { warning: 0.01, bad: 0.05 },
        }),
        number({
          title: 'Nodes that are not ready',
          unit: 'short',
          expr: 'sum(kube_node_status_condition{condition="Ready",status!="true"}) or vector(0)',
          thresholds: { warning: 1, bad: 2 },
        }),
        number({
          title: 'Pods that wait',
          unit: 'short',
          expr: 'sum(kube_pod_status_phase{phase="Pending"}) or vector(0)',
          thresholds: { warning: 1, bad: 10 },
        }),
        number({
          title: 'First certificate ends',
          unit: 's',
          expr: 'min(certmanager_certificate_expiration_timestamp_seconds - time())',
        }),
      ],
    },
    {
      title: 'What burns',
      panels: [
        graph({
          title: 'Alerts by namespace',
          unit: 'short',
          queries: [
            {
              expr: 'sum by (alertname, namespace) (ALERTS{alertstate="firing",severity=~"critical|warning"})',
              legend: '{{alertname}} {{namespace}}',
            },
          ],
        }),
        graph({
          title: 'Containers that started again',
          unit: 'short',
          queries: [
            {
              expr: 'sum by (namespace) (increase(kube_pod_container_status_restarts_total[15m])) > 0',
              legend: '{{namespace}}',
            },
          ],
        }),
      ],
    },
    {
      title: 'Room',
      panels: [
        graph({
          title: 'CPU that pods ask for, of what nodes have',
          unit: 'percentunit',
          queries: [
            {
              expr: 'sum(kube_pod_container_resource_requests{resource="cpu"}) / sum(kube_node_status_allocatable{resource="cpu"})',
              legend: 'asked for',
            },
            {
              expr: 'sum(rate(container_cpu_usage_seconds_total{container!=""}[5m])) / sum(kube_node_status_allocatable{resource="cpu"})',
              legend: 'used',
            },
          ],
        }),
        graph({
          title: 'Memory that pods ask for, of what nodes have',
          unit: 'percentunit',
          queries: [
            {
              expr: 'sum(kube_pod_container_resource_requests{resource="memory"}) / sum(kube_node_status_allocatable{resource="memory"})',
              legend: 'asked for',
            },
            {
              expr: 'sum(container_memory_working_set_bytes{container!=""}) / sum(kube_node_status_allocatable{resource="memory"})',
              legend: 'used',
            },
          ],
        }),
        graph({
          title: 'Fullest volumes',
          unit: 'percentunit',
          queries: [
            {
              expr: 'topk(5, max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes))',
              legend: '{{namespace}} {{persistentvolumeclaim}}',
            },
          ],
        }),
      ],
    },
    {
      title: 'Telemetry itself',
      panels: [
        graph({
          title: 'Taken in by the gateway',
          unit: 'short',
          queries: [
            { expr: 'sum(rate(otelcol_receiver_accepted_log_records_total[5m]))', legend: 'log lines a second' },
            { expr: 'sum(rate(otelcol_receiver_accepted_spans_total[5m]))', legend: 'spans a second' },
            { expr: 'sum(rate(otelcol_receiver_accepted_metric_points_total[5m]))', legend: 'samples a second' },
          ],
        }),
        graph({
          title: 'Refused, or not sent on',
          unit: 'short',
          queries: [
            {
              expr: 'sum by (job) (rate(otelcol_receiver_refused_log_records_total[5m]))',
              legend: 'refused by {{job}}',
            },
            {
              expr: 'sum by (exporter) (rate(otelcol_exporter_send_failed_log_records_total[5m]))',
              legend: 'not sent by {{exporter}}',
            },
          ],
        }),
      ],
    },
  ],
};
