import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { LINK_VOLUME, type TelemetryLink } from '../../telemetry/telemetry-link.ts';
import { MONITORING, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { COLLECTOR_PORTS, collectorValues, connectCollector } from './collector-values.ts';
import { relayConfiguration } from './relay-configuration.ts';

const RESOURCES = { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1536Mi' } } as const;

/**
 * The gateway of the data cluster (OBS-OTEL): same name and address as that of the application cluster, to which it sends everything, with
 * a certificate (docs/adr/0042). Metrics it takes from the cluster's own Prometheus.
 *
 * One pod: two would each send all metrics. While it is away, agents keep logs on their nodes, and metrics of that time are in the
 * Prometheus of the data cluster alone.
 */
export function openTelemetryRelay(context: PlatformContext, link: TelemetryLink): Addon {
  return {
    id: 'OpenTelemetryGateway',
    namespace: MONITORING,
    requires: ['monitor-kinds', 'metrics', 'telemetry-trust'],
    provides: ['telemetry'],
    runsOn: [context.place],
    pods: [{ name: 'otel-gateway', on: 'platform', ...RESOURCES.requests }],
    release: { chart: 'opentelemetry-collector', name: 'otel-gateway', values: values(context, link) },
    connect: () => connect(context, link),
  };
}

function values(context: PlatformContext, link: TelemetryLink): HelmValues {
  return {
    ...collectorValues(context),
    replicaCount: 1,
    autoscaling: { enabled: false },
    podDisruptionBudget: { enabled: false },
    ports: COLLECTOR_PORTS,
    ...LINK_VOLUME,
    resources: RESOURCES,
    config: relayConfiguration(context, link),
  };
}

function connect(context: PlatformContext, link: TelemetryLink): void {
  connectCollector(context);
  const pods = telemetryPods(context, 'otel-gateway');
  context.prometheus.allowFrom(pods, 'The gateway reads all series, to send them to the application cluster', [
    TELEMETRY_PORTS.prometheus,
  ]);
  pods.allowToBlocks(context.telemetryLoadBalancer, 'The gateway sends telemetry to the application cluster', [
    link.port,
  ]);
}
