import type { LoadBalancerName, LoadBalancerValues } from '@smile/core';

/** A target group of the edge stack, as a gateway has to fill it. */
export interface FilledTargetGroup {
  readonly targetGroupArn: string;
  /** Port of the targets, on which the gateway answers. */
  readonly port: number;
  readonly health: { readonly port: number };
  /** Seconds for which a target that leaves still gets requests that are under way. */
  readonly drainSeconds: number;
}

/** A load balancer that a cluster serves, and what it must be served with. */
export interface Entrance extends Pick<LoadBalancerValues, 'admits' | 'hosts'> {
  readonly name: LoadBalancerName;
  /** One, or two while the second takes over from the first (docs/runbooks/replace-a-target-group.md). */
  readonly targetGroups: readonly [FilledTargetGroup, ...FilledTargetGroup[]];
}
