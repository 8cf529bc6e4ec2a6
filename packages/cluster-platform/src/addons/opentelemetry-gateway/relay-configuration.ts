import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { LINK_AUTHORITY, LINK_IDENTITY, type TelemetryLink } from '../../telemetry/telemetry-link.ts';
import { TELEMETRY_ADDRESSES } from '../../telemetry/telemetry-pods.ts';
import { BATCH } from './gateway-configuration.ts';

const PROCESSORS = ['memory_limiter', 'k8s_attributes', 'resource/cluster', 'batch'];

/** As often as Prometheus itself reads, halved: dashboards look at minutes. */
const METRICS_EVERY = '60s';

/** What the gateway of the data cluster takes in, and by which way it sends all of it to that of the application cluster. */
export function relayConfiguration({ cluster }: PlatformContext, link: TelemetryLink): HelmValues {
  return {
    receivers: {
      jaeger: null,
      zipkin: null,
      prometheus: { config: { scrape_configs: [FEDERATION] } },
    },
    processors: {
      'resource/cluster': {
        attributes: [{ key: 'k8s.cluster.name', value: cluster.clusterName, action: 'upsert' }],
      },
      batch: BATCH,
    },
    exporters: {
      debug: null,
      'otlp_grpc/environment': {
        endpoint: `${link.host}:${link.port}`,
        tls: { ...LINK_IDENTITY, ca_file: LINK_AUTHORITY },
        // Until the way is there again. Agents keep logs on their nodes when the queue is full.
        retry_on_failure: { max_elapsed_time: '0s' },
      },
    },
    service: {
      pipelines: {
        traces: { receivers: ['otlp'], processors: PROCESSORS, exporters: ['otlp_grpc/environment'] },
        logs: { receivers: ['otlp'], processors: PROCESSORS, exporters: ['otlp_grpc/environment'] },
        metrics: {
          receivers: ['otlp', 'prometheus'],
          // Of a series that Prometheus has read, the pod is in its labels; a look-up would say that all are Prometheus'.
          processors: ['memory_limiter', 'resource/cluster', 'batch'],
          exporters: ['otlp_grpc/environment'],
        },
      },
    },
  };
}

/** Everything that Prometheus knows now, with the labels and the times that it has. */
const FEDERATION: HelmValues = {
  job_name: 'federate',
  scrape_interval: METRICS_EVERY,
  scrape_timeout: '30s',
  metrics_path: '/federate',
  params: { 'match[]': ['{job!=""}'] },
  honor_labels: true,
  honor_timestamps: true,
  static_configs: [{ targets: [TELEMETRY_ADDRESSES.prometheusService] }],
};
