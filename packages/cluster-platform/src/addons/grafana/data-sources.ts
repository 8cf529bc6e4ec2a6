import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValue, HelmValues } from '../../releases/helm-values.ts';
import { TELEMETRY_ADDRESSES } from '../../telemetry/telemetry-pods.ts';

/** Names of data sources within Grafana, which dashboards and links use. */
export const SOURCES = {
  metrics: 'prometheus',
  logs: 'loki',
  traces: 'tempo',
  recentTraces: 'jaeger',
  alerts: 'alertmanager',
  aws: 'cloudwatch',
} as const;

/** Grafana reads `$` as the start of a variable of its own unless it is doubled. */
const TRACE_ID = '$${__value.raw}';

/**
 * Data sources, each with links to the others: from a point of a graph to a trace (exemplars), from a log line to its trace, from a
 * span to its logs and its metrics.
 */
export function dataSources({ environment }: PlatformContext): readonly HelmValue[] {
  return [
    source('Prometheus', 'prometheus', SOURCES.metrics, TELEMETRY_ADDRESSES.prometheus, {
      isDefault: true,
      jsonData: {
        httpMethod: 'POST',
        timeInterval: '30s',
        exemplarTraceIdDestinations: [{ name: 'trace_id', datasourceUid: SOURCES.traces }],
      },
    }),
    source('Alertmanager', 'alertmanager', SOURCES.alerts, TELEMETRY_ADDRESSES.alertmanager, {
      jsonData: { implementation: 'prometheus', handleGrafanaManagedAlerts: false },
    }),
    source('Loki', 'loki', SOURCES.logs, TELEMETRY_ADDRESSES.loki, {
      jsonData: {
        derivedFields: [
          {
            name: 'trace_id',
            // OTLP keeps the id beside the line, as structured metadata.
            matcherType: 'label',
            matcherRegex: 'trace_id',
            datasourceUid: SOURCES.traces,
            url: TRACE_ID,
          },
        ],
      },
    }),
    source('Tempo', 'tempo', SOURCES.traces, TELEMETRY_ADDRESSES.tempo, {
      jsonData: {
        tracesToLogsV2: {
          datasourceUid: SOURCES.logs,
          filterByTraceID: true,
          spanStartTimeShift: '-5m',
          spanEndTimeShift: '5m',
          tags: [{ key: 'service.name', value: 'service_name' }],
        },
        tracesToMetrics: {
          datasourceUid: SOURCES.metrics,
          spanStartTimeShift: '-5m',
          spanEndTimeShift: '5m',
          tags: [{ key: 'service.name', value: 'service' }],
          queries: [
            {
              name: 'Calls and errors per second',
              query: 'sum by (status_code) (rate(traces_spanmetrics_calls_total{$$__tags}[5m]))',
            },
          ],
        },
        serviceMap: { datasourceUid: SOURCES.metrics },
        nodeGraph: { enabled: true },
      },
    }),
    source('Jaeger', 'jaeger', SOURCES.recentTraces, TELEMETRY_ADDRESSES.jaeger, {
      jsonData: {
        tracesToLogsV2: {
          datasourceUid: SOURCES.logs,
          filterByTraceID: true,
          tags: [{ key: 'service.name', value: 'service_name' }],
        },
      },
    }),
    {
      name: 'CloudWatch',
      type: 'cloudwatch',
      uid: SOURCES.aws,
      editable: false,
      // `default` is the chain of the SDK, which ends at EKS Pod Identity.
      jsonData: { authType: 'default', defaultRegion: environment.region },
    },
  ];
}

function source(name: string, type: string, uid: string, url: string, more: HelmValues): HelmValues {
  return { name, type, uid, url, access: 'proxy', editable: false, ...more };
}
