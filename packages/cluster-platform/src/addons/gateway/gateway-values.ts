import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import type { Entrance } from '../../routes/entrance.ts';
import { gatewayName } from './gateway-pods.ts';

/** A port of a gateway: of its Service, of its container and of the target group, which are the same number. */
export interface GatewayPort {
  readonly name: string;
  readonly port: number;
}

/** Ports for requests, one for each target group, each once. */
export function requestPorts({ targetGroups }: Entrance): readonly number[] {
  return [...new Set(targetGroups.map(({ port }) => port))];
}

/** Ports for requests, and the one at which the gateway says whether it is ready. */
export function gatewayPorts(entrance: Entrance): readonly GatewayPort[] {
  const requests = requestPorts(entrance);
  const health = [...new Set(entrance.targetGroups.map((group) => group.health.port))].filter(
    (one) => !requests.includes(one),
  );
  return [
    ...health.map((port) => ({ name: `status-${port}`, port })),
    ...requests.map((port) => ({ name: `https-${port}`, port })),
  ];
}

/** Seconds in which the controller takes a pod that stops out of the target group, before the pod stops taking requests. */
const LEAVE_SECONDS = 20;
/** Seconds between the end of draining and the signal that nobody survives. */
const SPARE_SECONDS = 10;

/** What a pod of a gateway requests: it is a proxy and nothing else. */
export const GATEWAY_REQUESTS = { cpu: '200m', memory: '256Mi' } as const;

/** Values of the chart `gateway`; each key is in its `values.yaml` of 1.30. */
export function gatewayValues(context: PlatformContext, entrance: Entrance): HelmValues {
  const name = gatewayName(entrance.name);
  const { min, max } = context.values.mesh.gatewayPods;
  const drain = Math.max(...entrance.targetGroups.map(({ drainSeconds }) => drainSeconds));
  return {
    ...onNodes(context.place),
    name,
    labels: { app: name, istio: name },
    service: {
      // Pods are known to the load balancer by their address, so nothing opens a port of a node.
      type: 'ClusterIP',
      ports: gatewayPorts(entrance).map((one) => ({ ...one, protocol: 'TCP', targetPort: one.port })),
    },
    autoscaling: { enabled: true, minReplicas: min, maxReplicas: max, targetCPUUtilizationPercentage: 70 },
    podDisruptionBudget: min > 1 ? { maxUnavailable: 1 } : {},
    strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    topologySpreadConstraints: overZones({ app: name, istio: name }),
    podAnnotations: { 'proxy.istio.io/config': proxyConfig(entrance, drain) },
    lifecycle: { preStop: { sleep: { seconds: LEAVE_SECONDS } } },
    terminationGracePeriodSeconds: LEAVE_SECONDS + drain + SPARE_SECONDS,
    securityContext: {
      ...RESTRICTED_POD,
      // 443 without the right to open it: https://github.com/kubernetes/kubernetes/pull/103326
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
    },
    containerSecurityContext: { ...RESTRICTED_CONTAINER, runAsUser: 1337, runAsGroup: 1337 },
    priorityClassName: 'platform',
    resources: { requests: GATEWAY_REQUESTS, limits: { cpu: null, memory: '512Mi' } },
  };
}

/**
 * Settings of the proxy, as JSON in an annotation. How many hops before it are ours decides which address in `X-Forwarded-For` is the
 * client's: a number too high believes what the client wrote.
 * https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/
 */
function proxyConfig({ admits }: Entrance, drainSeconds: number): string {
  const numTrustedProxies = TRUSTED_HOPS[admits];
  return JSON.stringify({ gatewayTopology: { numTrustedProxies }, terminationDrainDuration: `${drainSeconds}s` });
}

/** Cloudflare and the load balancer, or the load balancer alone. */
const TRUSTED_HOPS = { cloudflare: 2, operators: 1 } as const satisfies Record<Entrance['admits'], number>;
