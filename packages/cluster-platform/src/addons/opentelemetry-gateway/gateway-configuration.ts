import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { LINK_AUTHORITY, LINK_IDENTITY, type TelemetryLink } from '../../telemetry/telemetry-link.ts';
import { TELEMETRY_ADDRESSES } from '../../telemetry/telemetry-pods.ts';

/** Before anything that needs memory, so that a flood is refused and not fatal; senders try again. */
const PROCESSORS = ['memory_limiter', 'k8s_attributes', 'resource/cluster', 'batch'];

/** Stores are in the same namespace, which lets the gateway in and nobody else (docs/adr/0031). */
const PLAIN = { tls: { insecure: true } };

/** Resources become no labels of Prometheus; this one tells the clusters apart, as `externalLabels` do for what is scraped. */
const CLUSTER_AS_LABEL: HelmValues = {
  metric_statements: [
    {
      context: 'datapoint',
      statements: ['set(attributes["cluster"], resource.attributes["k8s.cluster.name"])'],
    },
  ],
};

/** Receivers of gRPC take messages of up to 4 MiB; a span or a line is one or two KiB. */
export const BATCH: HelmValues = { send_batch_size: 1024, send_batch_max_size: 2048, timeout: '1s' };

/** Of what another cluster sends: its own collectors have said of which pod it is. */
const PROCESSORS_OF_CLUSTERS = ['memory_limiter', 'batch'];

const EXPORTERS_OF_TRACES = ['otlp_grpc/tempo', 'otlp_grpc/jaeger'];
const EXPORTERS_OF_LOGS = ['otlp_http/loki'];

/**
 * What the gateway takes in, what it adds, and where it sends each of the three.
 *
 * @param link by which another cluster sends too.
 */
export function gatewayConfiguration({ cluster }: PlatformContext, link?: TelemetryLink): HelmValues {
  return {
    // What the chart opens besides OTLP.
    receivers: {
      jaeger: null,
      zipkin: null,
      prometheus: null,
      ...(link === undefined ? {} : { 'otlp/clusters': receiverOf(link) }),
    },
    processors: {
      // Not over what a collector of another cluster has said.
      'resource/cluster': {
        attributes: [{ key: 'k8s.cluster.name', value: cluster.clusterName, action: 'insert' }],
      },
      'transform/cluster': CLUSTER_AS_LABEL,
      batch: BATCH,
    },
    exporters: {
      debug: null,
      'otlp_grpc/tempo': { endpoint: TELEMETRY_ADDRESSES.tempoOtlp, ...PLAIN },
      'otlp_grpc/jaeger': { endpoint: TELEMETRY_ADDRESSES.jaegerOtlp, ...PLAIN },
      'otlp_http/loki': { endpoint: `${TELEMETRY_ADDRESSES.loki}/otlp` },
      prometheus_remote_write: { endpoint: TELEMETRY_ADDRESSES.prometheusForPushes, ...PLAIN },
      // Series of a Prometheus have their names already.
      ...(link === undefined
        ? {}
        : {
            'prometheus_remote_write/clusters': {
              endpoint: TELEMETRY_ADDRESSES.prometheusForPushes,
              ...PLAIN,
              add_metric_suffixes: false,
              target_info: { enabled: false },
            },
          }),
    },
    service: {
      pipelines: {
        traces: { receivers: ['otlp'], processors: PROCESSORS, exporters: EXPORTERS_OF_TRACES },
        logs: { receivers: ['otlp'], processors: PROCESSORS, exporters: EXPORTERS_OF_LOGS },
        metrics: {
          receivers: ['otlp'],
          processors: ['memory_limiter', 'k8s_attributes', 'resource/cluster', 'transform/cluster', 'batch'],
          exporters: ['prometheus_remote_write'],
        },
        ...(link === undefined ? {} : PIPELINES_OF_CLUSTERS),
      },
    },
  };
}

const PIPELINES_OF_CLUSTERS: HelmValues = {
  'traces/clusters': {
    receivers: ['otlp/clusters'],
    processors: PROCESSORS_OF_CLUSTERS,
    exporters: EXPORTERS_OF_TRACES,
  },
  'logs/clusters': {
    receivers: ['otlp/clusters'],
    processors: PROCESSORS_OF_CLUSTERS,
    exporters: EXPORTERS_OF_LOGS,
  },
  'metrics/clusters': {
    receivers: ['otlp/clusters'],
    processors: ['memory_limiter', 'transform/cluster', 'batch'],
    exporters: ['prometheus_remote_write/clusters'],
  },
};

/** Nobody gets in without a certificate of the authority. */
function receiverOf({ targetGroup: { port } }: TelemetryLink): HelmValues {
  return {
    protocols: {
      grpc: {
        endpoint: `\${env:MY_POD_IP}:${port}`,
        tls: { ...LINK_IDENTITY, client_ca_file: LINK_AUTHORITY, client_ca_file_reload: true },
        // A sender keeps its connection, so that without an end it would never know a new pod.
        keepalive: { server_parameters: { max_connection_age: '10m', max_connection_age_grace: '1m' } },
      },
    },
  };
}
