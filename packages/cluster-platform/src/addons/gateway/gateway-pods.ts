import type { LoadBalancerName } from '@smile/core';
import { GATEWAY_NAMESPACE } from '../../mesh/mesh-names.ts';
import { MeshedPods } from '../../mesh/meshed-pods.ts';
import type { PlatformContext } from '../../platform-context.ts';

/** Name of a gateway and of all that belongs to it: release, Service, service account, Gateway, certificate. */
export function gatewayName(entrance: LoadBalancerName): string {
  return `gateway-${entrance}`;
}

/** Pods of the gateway behind a load balancer. The chart gives them these labels, and a service account of the release's name. */
export function gatewayPods({ owner }: PlatformContext, entrance: LoadBalancerName): MeshedPods {
  const name = gatewayName(entrance);
  return new MeshedPods({
    owner,
    namespace: GATEWAY_NAMESPACE,
    name,
    labels: { app: name, istio: name },
    serviceAccount: name,
  });
}
