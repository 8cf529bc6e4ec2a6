import { throwIfAny } from '@smile/core';
import { GATEWAY_NAMESPACE } from '../../mesh/mesh-names.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Entrance } from '../../routes/entrance.ts';
import type { Addon } from '../addon.ts';
import { gatewayObjects } from './gateway-objects.ts';
import { gatewayName, gatewayPods } from './gateway-pods.ts';
import { GATEWAY_REQUESTS, gatewayPorts, gatewayValues } from './gateway-values.ts';

/**
 * The gateway behind a load balancer (TRF-EXT, K8S-ISTIO): Envoy pods that the load balancer knows by address, with a certificate of the
 * cluster's authority. Which host goes where is said by {@link hostRoutes}.
 *
 * @throws ValidationError for a target group on a port below which Istio itself listens.
 */
export function gateway(context: PlatformContext, entrance: Entrance): Addon {
  throwIfAny(context.owner, portProblems(entrance));
  const name = gatewayName(entrance.name);
  const { min, max } = context.values.mesh.gatewayPods;
  return {
    id: GATEWAY_IDS[entrance.name],
    namespace: GATEWAY_NAMESPACE,
    requires: ['mesh', 'cluster-ca', 'target-bindings'],
    provides: ['gateways'],
    runsOn: [context.place],
    pods: [{ name, on: 'platform', copies: min, mostCopies: max, ...GATEWAY_REQUESTS }],
    release: { chart: 'istio-gateway', name, values: gatewayValues(context, entrance) },
    objects: {
      name: `${name}-objects`,
      keeps: 'the binding of its target group, without which the load balancer answers nobody',
      objects: gatewayObjects(context, entrance),
    },
    connect: () => {
      const ports = gatewayPorts(entrance).map(({ port }) => port);
      gatewayPods(context, entrance.name).allowFromBlocks(
        context.loadBalancers,
        'The load balancer sends requests, and asks whether the gateway is well',
        ports,
      );
    },
  };
}

/** Words of construct ids, which are part of Terraform addresses and so for ever. */
const GATEWAY_IDS = {
  web: 'GatewayWeb',
  wms: 'GatewayWms',
  platform: 'GatewayPlatform',
  data: 'GatewayData',
  git: 'GatewayGit',
} as const satisfies Record<Entrance['name'], string>;

/** Ports that Istio keeps for itself. https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio */
const ISTIO_PORTS = { from: 15000, to: 15100 };

function portProblems({ name, targetGroups }: Entrance): string[] {
  return targetGroups
    .filter(({ port }) => ISTIO_PORTS.from <= port && port <= ISTIO_PORTS.to)
    .map(
      ({ port }) =>
        `target group of ${name}: expected a port outside ${ISTIO_PORTS.from} to ${ISTIO_PORTS.to}, got ${port}; Istio listens there itself, so take 443 or 8443`,
    );
}
