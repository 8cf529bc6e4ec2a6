import type { Dashboard } from './dashboard.ts';
import { graph, logLines } from './panel.ts';

/** Requests to the chosen services, as those who answered counted them. https://istio.io/latest/docs/reference/config/metrics/ */
const CHOSEN =
  'reporter="destination",destination_service_namespace=~"$namespace",destination_service_name=~"$service"';
const BY = 'destination_service_namespace, destination_service_name';
const NAME = '{{destination_service_namespace}} {{destination_service_name}}';

const quantile = (share: number) =>
  `histogram_quantile(${share}, sum by (${BY}, le) (rate(istio_request_duration_milliseconds_bucket{${CHOSEN}}[5m])))`;

/** Golden signals of SMILE's and WMS's services, from the mesh: how many requests, how many failed, how long, how full. */
export const SERVICES: Dashboard = {
  uid: 'smile-services',
  title: 'Services',
  description:
    "SMILE's and WMS's services: requests, errors, duration, saturation. Points with a diamond lead to a trace.",
  refresh: '1m',
  variables: [
    {
      name: 'namespace',
      label: 'Namespace',
      query:
        'label_values(istio_requests_total{destination_service_namespace=~"smile|wms|auth"}, destination_service_namespace)',
    },
    {
      name: 'service',
      label: 'Service',
      query:
        'label_values(istio_requests_total{destination_service_namespace=~"$namespace"}, destination_service_name)',
    },
  ],
  rows: [
    {
      title: 'What users notice',
      panels: [
        graph({
          title: 'Requests',
          unit: 'reqps',
          queries: [{ expr: `sum by (${BY}) (rate(istio_requests_total{${CHOSEN}}[5m]))`, legend: NAME }],
        }),
        graph({
          title: 'Requests that failed',
          unit: 'percentunit',
          thresholds: { warning: 0.01, bad: 0.05 },
          queries: [
            {
              expr: `sum by (${BY}) (rate(istio_requests_total{${CHOSEN},response_code=~"5.."}[5m])) / sum by (${BY}) (rate(istio_requests_total{${CHOSEN}}[5m]))`,
              legend: NAME,
            },
          ],
        }),
        graph({
          title: 'Duration',
          description: 'Half of the requests are faster than the first line, one in twenty is slower than the second.',
          unit: 'ms',
          queries: [
            { expr: quantile(0.5), legend: `${NAME} half` },
            { expr: quantile(0.95), legend: `${NAME} one in twenty` },
          ],
        }),
      ],
    },
    {
      title: 'How full they are',
      panels: [
        graph({
          title: 'CPU, of what was asked for',
          unit: 'percentunit',
          queries: [
            {
              expr: 'sum by (namespace, pod) (rate(container_cpu_usage_seconds_total{namespace=~"$namespace",container!=""}[5m])) / sum by (namespace, pod) (kube_pod_container_resource_requests{namespace=~"$namespace",resource="cpu"})',
              legend: '{{pod}}',
            },
          ],
        }),
        graph({
          title: 'Memory, of the limit',
          unit: 'percentunit',
          thresholds: { warning: 0.8, bad: 0.95 },
          queries: [
            {
              expr: 'sum by (namespace, pod) (container_memory_working_set_bytes{namespace=~"$namespace",container!=""}) / sum by (namespace, pod) (kube_pod_container_resource_limits{namespace=~"$namespace",resource="memory"})',
              legend: '{{pod}}',
            },
          ],
        }),
        graph({
          title: 'Copies, and how many autoscaling wants',
          unit: 'short',
          queries: [
            {
              expr: 'max by (namespace, deployment) (kube_deployment_status_replicas_ready{namespace=~"$namespace"})',
              legend: '{{deployment}} ready',
            },
            {
              expr: 'max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_desired_replicas{namespace=~"$namespace"})',
              legend: '{{horizontalpodautoscaler}} wanted',
            },
          ],
        }),
      ],
    },
    {
      title: 'Why',
      panels: [
        graph({
          title: 'Who gave up',
          description:
            'Flags of Envoy: UF and UH no pod answered, URX retries were used up, UO too many at once, DC the caller went away.',
          unit: 'reqps',
          queries: [
            {
              expr: `sum by (response_flags, destination_service_name) (rate(istio_requests_total{${CHOSEN},response_flags!="-"}[5m]))`,
              legend: '{{response_flags}} {{destination_service_name}}',
            },
          ],
        }),
        logLines({
          title: 'Errors in logs',
          expr: '{k8s_namespace_name=~"$namespace"} |~ "(?i)\\\\b(error|fatal|panic)\\\\b"',
        }),
      ],
    },
  ],
};
