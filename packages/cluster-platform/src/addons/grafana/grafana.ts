import { istiodPods } from '../../mesh/istiod-pods.ts';
import { MESH_PORTS } from '../../mesh/mesh-names.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Destination } from '../../routes/destination.ts';
import { MONITORING, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon, AddonIdentity } from '../addon.ts';
import { ConfigMapReader } from './config-map-reader.ts';
import { GRAFANA_SERVICE, grafanaValues } from './grafana-values.ts';

/** Service account of Grafana. */
export const GRAFANA_ACCOUNT = 'grafana';

/**
 * Dashboards over metrics, logs, traces and the metrics of AWS (OBS-METRICS). One pod, because sessions are in its own database, and
 * nothing in it is the only copy: data sources and dashboards are code.
 *
 * Its pod is in the mesh by its label, alone in its namespace: Keycloak takes no connection from outside.
 */
export function grafana(context: PlatformContext): Addon {
  return {
    id: 'Grafana',
    namespace: MONITORING,
    requires: ['monitor-kinds', 'metrics', 'logs', 'traces', 'mesh', 'secrets'],
    provides: ['dashboards'],
    runsOn: [context.place],
    // Two containers beside the proxy, which the mesh adds.
    pods: [{ name: 'grafana', on: 'platform', cpu: '110m', memory: '352Mi', sidecar: true }],
    identity: identity(context),
    serves: { Grafana: [destination(context)] },
    release: { chart: 'grafana', name: 'grafana', values: grafanaValues(context, GRAFANA_ACCOUNT) },
    connect: () => connect(context),
    extend: (scope) => new ConfigMapReader(scope, 'Dashboards', { serviceAccount: GRAFANA_ACCOUNT }).ready,
  };
}

function destination(context: PlatformContext): Destination {
  const { labels: podLabels } = telemetryPods(context, 'grafana');
  return {
    namespace: MONITORING,
    service: GRAFANA_SERVICE,
    port: TELEMETRY_PORTS.grafana,
    podLabels,
    serviceAccount: GRAFANA_ACCOUNT,
    transport: 'mesh',
  };
}

/**
 * Metrics of CloudWatch and what they are of; no logs, no traces, no other account.
 * https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/#metrics-only-example
 */
function identity({ environment }: PlatformContext): AddonIdentity {
  return {
    serviceAccount: GRAFANA_ACCOUNT,
    description: 'Grafana, which shows metrics of the data stores',
    statements: [
      {
        sid: 'ReadMetrics',
        actions: [
          'cloudwatch:DescribeAlarms',
          'cloudwatch:DescribeAlarmsForMetric',
          'cloudwatch:GetMetricData',
          'cloudwatch:ListMetrics',
        ],
        resources: ['*'],
        condition: [{ test: 'StringEquals', variable: 'aws:RequestedRegion', values: [environment.region] }],
      },
    ],
  };
}

function connect(context: PlatformContext): void {
  const pods = telemetryPods(context, 'grafana');
  const { prometheus, tempo, jaeger, alertmanager } = TELEMETRY_PORTS;
  context.prometheus.allowFrom(pods, 'Grafana asks for metrics', [prometheus]);
  telemetryPods(context, 'loki-gateway').allowFrom(pods, 'Grafana asks for logs');
  telemetryPods(context, 'tempo').allowFrom(pods, 'Grafana asks for traces', [tempo]);
  telemetryPods(context, 'jaeger').allowFrom(pods, 'Grafana asks for recent traces', [jaeger]);
  telemetryPods(context, 'alertmanager').allowFrom(pods, 'Grafana shows alerts, and silences them', [alertmanager]);
  telemetryPods(context, 'otel-gateway').allowFrom(pods, 'The proxy of Grafana sends spans of its requests');
  istiodPods(context).allowFrom(pods, 'The proxy of the one pod in the mesh gets its configuration');
  pods.allowFrom(context.prometheus, 'Prometheus reads the merged metrics of proxy and Grafana', [
    MESH_PORTS.mergedMetrics,
  ]);
  pods.allowToBlocks(context.kubernetesApi, 'Grafana finds dashboards and data sources in ConfigMaps', [443]);
  pods.allowToBlocks(context.outsideVpc, 'Grafana asks CloudWatch for metrics of the data stores', [443]);
}
