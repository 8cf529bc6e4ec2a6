import { REASON_ANNOTATION } from '@smile/core';
import type { AuthorizationPolicy } from '../objects/custom-resource.ts';
import type { MeshedPods } from './meshed-pods.ts';

/** What of a service may be called. */
export interface AllowedCalls {
  /** Container ports. @default - the ports of the pods that are called */
  readonly ports?: readonly number[];
  /** Paths, exact or with `*` at the end, as in `/realms/*`. @default - every path */
  readonly paths?: readonly string[];
}

/**
 * Lets pods of the mesh call others, as the mesh and the network see it: an authorization policy for who they are, and network
 * policies at both ends for where they are.
 *
 * @returns the authorization policy, for the objects of whoever is called or calls. Without it the mesh answers 403.
 * @throws ValidationError without a reason or a port.
 */
export function allowCalls(
  from: MeshedPods,
  to: MeshedPods,
  reason: string,
  { ports = to.ports, paths }: AllowedCalls = {},
): AuthorizationPolicy {
  to.allowFrom(from, reason, ports);
  const operation = { ports: ports.map(String), ...(paths === undefined ? {} : { paths }) };
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name: `${to.name}-from-${from.name}`,
      namespace: to.namespace,
      annotations: { [REASON_ANNOTATION]: reason },
    },
    spec: {
      selector: { matchLabels: to.labels },
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: [from.principal] } }], to: [{ operation }] }],
    },
  };
}
