import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { RESTRICTED_CONTAINER } from '../../releases/restricted-security.ts';
import {
  agentPods,
  NODE_AGENTS,
  TELEMETRY_ADDRESSES,
  TELEMETRY_PORTS,
  telemetryPods,
} from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';

const RESOURCES = { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '384Mi' } } as const;

/**
 * The collector on every node (OBS-OTEL): it reads what containers write to their standard output, says of which pod it is, and sends it
 * to the gateway. What it has read and not yet sent lies on the node, so that a restart loses and repeats nothing.
 */
export function openTelemetryAgent(context: PlatformContext): Addon {
  return {
    id: 'OpenTelemetryAgent',
    namespace: NODE_AGENTS,
    requires: ['monitor-kinds', 'telemetry'],
    runsOn: context.allPlaces,
    pods: [{ name: 'otel-agent', on: 'every-node', ...RESOURCES.requests }],
    release: { chart: 'opentelemetry-collector', name: 'otel-agent', values: values(context) },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext): HelmValues {
  return {
    fullnameOverride: 'otel-agent',
    mode: 'daemonset',
    image: context.imageWithHost('opentelemetry-collector-k8s'),
    command: { name: 'otelcol-k8s' },
    // Every node has logs, whatever it is tainted with.
    tolerations: [{ operator: 'Exists' }],
    // On a full node it takes the place of what can run elsewhere.
    priorityClassName: 'platform',
    presets: { logsCollection: { enabled: true, storeCheckpoints: true }, kubernetesAttributes: { enabled: true } },
    // Logs of a node belong to root.
    podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
    securityContext: { ...RESTRICTED_CONTAINER, runAsUser: 0, runAsGroup: 0 },
    // Nobody calls it: applications send to the gateway.
    service: { enabled: false },
    ports: { ...NO_PORTS, metrics: { enabled: true } },
    podMonitor: { enabled: true },
    resources: RESOURCES,
    config: {
      receivers: { jaeger: null, zipkin: null, prometheus: null, otlp: null },
      exporters: {
        debug: null,
        otlp_grpc: {
          endpoint: TELEMETRY_ADDRESSES.gatewayOtlp,
          // Inside the cluster, where network policies let agents alone in (docs/adr/0031).
          tls: { insecure: true },
          // On the node: while the gateway is away, nothing is thrown away before the disk says so.
          sending_queue: { storage: 'file_storage', queue_size: 2000 },
          retry_on_failure: { max_elapsed_time: '0s' },
        },
      },
      service: {
        pipelines: {
          traces: null,
          metrics: null,
          logs: {
            receivers: [],
            processors: ['memory_limiter', 'k8s_attributes', 'batch'],
            exporters: ['otlp_grpc'],
          },
        },
      },
    },
  };
}

/** Ways in that the chart opens and nobody uses. */
const NO_PORTS: HelmValues = Object.fromEntries(
  ['otlp', 'otlp-http', 'jaeger-compact', 'jaeger-thrift', 'jaeger-grpc', 'zipkin'].map((port) => [
    port,
    { enabled: false },
  ]),
);

function connect(context: PlatformContext): void {
  const pods = agentPods(context);
  telemetryPods(context, 'otel-gateway').allowFrom(pods, 'Agents send the logs of their node');
  pods.allowFrom(context.prometheus, 'Prometheus reads whether logs are read and sent', [
    TELEMETRY_PORTS.collectorMetrics,
  ]);
  pods.allowToBlocks(context.kubernetesApi, 'Agents look up which pod a log is of', [443]);
}
