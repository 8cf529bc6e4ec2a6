import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import { TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';

export const COLLECTOR_LABELS = { 'app.kubernetes.io/instance': 'otel-gateway' };
/** The user of its image. https://github.com/open-telemetry/opentelemetry-collector-releases/blob/main/distributions/otelcol-contrib/Dockerfile */
const USER = 10_001;

/** Ways in of the chart, without those that nobody uses. */
export const COLLECTOR_PORTS: HelmValues = {
  'jaeger-compact': { enabled: false },
  'jaeger-thrift': { enabled: false },
  'jaeger-grpc': { enabled: false },
  zipkin: { enabled: false },
  metrics: { enabled: true },
};

/** What the gateway of every cluster has, wherever it sends. Its name is the address that senders know. */
export function collectorValues(context: PlatformContext): HelmValues {
  return {
    ...onNodes(context.place),
    fullnameOverride: 'otel-gateway',
    mode: 'deployment',
    image: context.imageWithHost('opentelemetry-collector-contrib'),
    // Remote write to Prometheus is in this distribution alone.
    command: { name: 'otelcol-contrib' },
    priorityClassName: 'telemetry',
    presets: { kubernetesAttributes: { enabled: true } },
    podSecurityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER },
    securityContext: RESTRICTED_CONTAINER,
    podMonitor: { enabled: true },
  };
}

/** What the gateway of every cluster needs to be reached, and to know who sends. */
export function connectCollector(context: PlatformContext): void {
  const pods = telemetryPods(context, 'otel-gateway');
  pods.allowFrom(context.prometheus, 'Prometheus reads whether telemetry is taken in and sent on', [
    TELEMETRY_PORTS.collectorMetrics,
  ]);
  pods.allowToBlocks(context.kubernetesApi, 'The gateway looks up which pod sends', [443]);
}
