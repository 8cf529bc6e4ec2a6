import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import { MONITORING, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { gatewayConfiguration } from './gateway-configuration.ts';

/** How many autoscaling makes of it at the most. */
const MOST_COPIES = 6;

const RESOURCES = { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } } as const;

const LABELS = { 'app.kubernetes.io/instance': 'otel-gateway' };
/** The user of its image. https://github.com/open-telemetry/opentelemetry-collector-releases/blob/main/distributions/otelcol-contrib/Dockerfile */
const USER = 10_001;

/**
 * The one pipeline of telemetry (OBS-OTEL): metrics, logs and traces of everything come in by OTLP, get the names of pod and cluster, and
 * go on to their stores. Whoever sends knows one address and no store.
 *
 * Without a disk: what it has not yet sent is lost with a pod. Agents keep logs on their nodes until it has taken them.
 */
export function openTelemetryGateway(context: PlatformContext): Addon {
  return {
    id: 'OpenTelemetryGateway',
    namespace: MONITORING,
    requires: ['monitor-kinds', 'metrics', 'logs', 'traces', ...(context.hasCopies ? (['pod-metrics'] as const) : [])],
    provides: ['telemetry'],
    runsOn: [context.place],
    pods: [
      {
        name: 'otel-gateway',
        on: 'platform',
        copies: context.copies(2),
        mostCopies: context.copies(MOST_COPIES),
        ...RESOURCES.requests,
      },
    ],
    release: { chart: 'opentelemetry-collector', name: 'otel-gateway', values: values(context) },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext): HelmValues {
  return {
    ...onNodes(context.place),
    fullnameOverride: 'otel-gateway',
    mode: 'deployment',
    image: context.imageWithHost('opentelemetry-collector-contrib'),
    // Remote write to Prometheus is in this distribution alone.
    command: { name: 'otelcol-contrib' },
    replicaCount: context.copies(2),
    autoscaling: context.hasCopies
      ? { enabled: true, minReplicas: 2, maxReplicas: MOST_COPIES, targetCPUUtilizationPercentage: 70 }
      : { enabled: false },
    podDisruptionBudget: context.hasCopies ? { enabled: true, minAvailable: 1 } : { enabled: false },
    topologySpreadConstraints: overZones(LABELS),
    priorityClassName: 'telemetry',
    presets: { kubernetesAttributes: { enabled: true } },
    podSecurityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER },
    securityContext: RESTRICTED_CONTAINER,
    ports: {
      'jaeger-compact': { enabled: false },
      'jaeger-thrift': { enabled: false },
      'jaeger-grpc': { enabled: false },
      zipkin: { enabled: false },
      metrics: { enabled: true },
    },
    podMonitor: { enabled: true },
    resources: RESOURCES,
    config: gatewayConfiguration(context),
  };
}

function connect(context: PlatformContext): void {
  const pods = telemetryPods(context, 'otel-gateway');
  pods.allowFrom(context.prometheus, 'Prometheus reads whether telemetry is taken in and sent on', [
    TELEMETRY_PORTS.collectorMetrics,
  ]);
  pods.allowToBlocks(context.kubernetesApi, 'The gateway looks up which pod sends', [443]);
  context.prometheus.allowFrom(pods, 'Metrics of the one pipeline come to Prometheus', [TELEMETRY_PORTS.prometheus]);
}
