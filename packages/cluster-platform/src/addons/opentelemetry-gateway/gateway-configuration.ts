import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { TELEMETRY_ADDRESSES } from '../../telemetry/telemetry-pods.ts';

/** Before anything that needs memory, so that a flood is refused and not fatal; senders try again. */
const PROCESSORS = ['memory_limiter', 'k8s_attributes', 'resource/cluster', 'batch'];

/** Stores are in the same namespace, which lets the gateway in and nobody else (docs/adr/0031). */
const PLAIN = { tls: { insecure: true } };

/** What the gateway takes in, what it adds, and where it sends each of the three. */
export function gatewayConfiguration({ cluster }: PlatformContext): HelmValues {
  return {
    // What the chart opens besides OTLP.
    receivers: { jaeger: null, zipkin: null, prometheus: null },
    processors: {
      // Not over what a collector of another cluster has said.
      'resource/cluster': {
        attributes: [{ key: 'k8s.cluster.name', value: cluster.clusterName, action: 'insert' }],
      },
      // Resources become no labels of Prometheus; this one tells the clusters apart, as `externalLabels` do for what is scraped.
      'transform/cluster': {
        metric_statements: [
          {
            context: 'datapoint',
            statements: ['set(attributes["cluster"], resource.attributes["k8s.cluster.name"])'],
          },
        ],
      },
      // Receivers of gRPC take messages of up to 4 MiB; a span or a line is one or two KiB.
      batch: { send_batch_size: 1024, send_batch_max_size: 2048, timeout: '1s' },
    },
    exporters: {
      debug: null,
      'otlp_grpc/tempo': { endpoint: TELEMETRY_ADDRESSES.tempoOtlp, ...PLAIN },
      'otlp_grpc/jaeger': { endpoint: TELEMETRY_ADDRESSES.jaegerOtlp, ...PLAIN },
      'otlp_http/loki': { endpoint: `${TELEMETRY_ADDRESSES.loki}/otlp` },
      prometheus_remote_write: { endpoint: TELEMETRY_ADDRESSES.prometheusForPushes, ...PLAIN },
    },
    service: {
      pipelines: {
        traces: {
          receivers: ['otlp'],
          processors: PROCESSORS,
          exporters: ['otlp_grpc/tempo', 'otlp_grpc/jaeger'],
        },
        logs: { receivers: ['otlp'], processors: PROCESSORS, exporters: ['otlp_http/loki'] },
        metrics: {
          receivers: ['otlp'],
          processors: ['memory_limiter', 'k8s_attributes', 'resource/cluster', 'transform/cluster', 'batch'],
          exporters: ['prometheus_remote_write'],
        },
      },
    },
  };
}
