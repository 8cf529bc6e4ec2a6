import type { Entrance } from '@smile/cluster-platform';
import { LOAD_BALANCERS, type LoadBalancerValues } from '@smile/core';
import type { EdgeStack } from './edge-stack.ts';

/** Load balancers of the edge that a cluster serves, with the target groups that its gateways fill. */
export function servedEntrances(
  edge: EdgeStack | undefined,
  ...serves: readonly LoadBalancerValues['serves'][]
): readonly Entrance[] {
  if (edge === undefined) return [];
  return LOAD_BALANCERS.flatMap((name) => {
    const entrance = edge.entrances[name];
    const values = edge.environment.edge?.loadBalancers[name];
    if (entrance === undefined || values === undefined || !serves.includes(values.serves)) return [];
    const { targetGroup, secondTargetGroup } = entrance;
    const second = secondTargetGroup === undefined ? [] : [secondTargetGroup];
    return [{ name, admits: values.admits, hosts: values.hosts, targetGroups: [targetGroup, ...second] as const }];
  });
}
