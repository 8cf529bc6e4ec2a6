import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { overZones } from '../../releases/placement-values.ts';
import { LINK_VOLUME, type TelemetryLink } from '../../telemetry/telemetry-link.ts';
import { MONITORING, TELEMETRY_PORTS, telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { COLLECTOR_LABELS, COLLECTOR_PORTS, collectorValues, connectCollector } from './collector-values.ts';
import { gatewayConfiguration } from './gateway-configuration.ts';

/** How many autoscaling makes of it at the most. */
const MOST_COPIES = 6;

const RESOURCES = { requests: { cpu: '200m', memory: '512Mi' }, limits: { memory: '1Gi' } } as const;

/**
 * The one pipeline of telemetry (OBS-OTEL): metrics, logs and traces of everything come in by OTLP, get the names of pod and cluster, and
 * go on to their stores. Whoever sends knows one address and no store.
 *
 * Without a disk: what it has not yet sent is lost with a pod. Agents keep logs on their nodes until it has taken them.
 *
 * @param link by which another cluster sends too, to a port of its own and with a certificate.
 */
export function openTelemetryGateway(context: PlatformContext, link?: TelemetryLink): Addon {
  return {
    id: 'OpenTelemetryGateway',
    namespace: MONITORING,
    requires: [
      'monitor-kinds',
      'metrics',
      'logs',
      'traces',
      ...(context.hasCopies ? (['pod-metrics'] as const) : []),
      ...(link === undefined ? [] : (['telemetry-trust', 'target-bindings'] as const)),
    ],
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
    release: { chart: 'opentelemetry-collector', name: 'otel-gateway', values: values(context, link) },
    ...(link === undefined ? {} : { objects: bindingOf(context, link) }),
    connect: () => {
      connect(context);
      if (link !== undefined) connectLink(context, link);
    },
  };
}

function values(context: PlatformContext, link: TelemetryLink | undefined): HelmValues {
  return {
    ...collectorValues(context),
    replicaCount: context.copies(2),
    autoscaling: context.hasCopies
      ? { enabled: true, minReplicas: 2, maxReplicas: MOST_COPIES, targetCPUUtilizationPercentage: 70 }
      : { enabled: false },
    podDisruptionBudget: context.hasCopies ? { enabled: true, minAvailable: 1 } : { enabled: false },
    topologySpreadConstraints: overZones(COLLECTOR_LABELS),
    ports: {
      ...COLLECTOR_PORTS,
      ...(link === undefined ? {} : { 'otlp-clusters': portOf(link) }),
    },
    ...(link === undefined ? {} : LINK_VOLUME),
    resources: RESOURCES,
    config: gatewayConfiguration(context, link),
  };
}

function portOf({ targetGroup: { port } }: TelemetryLink): HelmValues {
  return { enabled: true, containerPort: port, servicePort: port, protocol: 'TCP' };
}

/** Puts the pods into the target group of the load balancer between the clusters. */
function bindingOf({ cluster }: PlatformContext, { targetGroup }: TelemetryLink): NonNullable<Addon['objects']> {
  return {
    name: 'otel-gateway-binding',
    keeps: 'the binding of its target group, without which nothing of the data cluster arrives',
    objects: [
      {
        apiVersion: 'elbv2.k8s.aws/v1beta1',
        kind: 'TargetGroupBinding',
        metadata: { name: 'otel-gateway', namespace: MONITORING },
        spec: {
          targetGroupARN: targetGroup.targetGroupArn,
          targetType: 'ip',
          vpcID: cluster.vpc.vpcId,
          serviceRef: { name: 'otel-gateway', port: targetGroup.port },
        },
      },
    ],
  };
}

function connect(context: PlatformContext): void {
  connectCollector(context);
  context.prometheus.allowFrom(
    telemetryPods(context, 'otel-gateway'),
    'Metrics of the one pipeline come to Prometheus',
    [TELEMETRY_PORTS.prometheus],
  );
}

function connectLink(context: PlatformContext, { targetGroup: { port, health } }: TelemetryLink): void {
  telemetryPods(context, 'otel-gateway').allowFromBlocks(
    context.telemetryLoadBalancer,
    'The data cluster sends telemetry, and the load balancer asks whether the gateway is well',
    [port, health.port],
  );
}
