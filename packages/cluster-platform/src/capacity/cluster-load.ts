import { type CapacityGroup, type GroupUse, groupUses, type Survives } from './group-capacity.ts';
import type { PodDemand } from './pod-demand.ts';

/** Everything that is meant to run in one cluster, gathered from the stacks that put it there. */
export class ClusterLoad {
  private readonly demands: PodDemand[] = [];

  private readonly groups: readonly CapacityGroup[];
  private readonly survives: Survives;

  /** @param groups nodes of the cluster. */
  constructor(groups: readonly CapacityGroup[], survives: Survives) {
    this.groups = groups;
    this.survives = survives;
  }

  /** Adds pods of a stack. */
  add(demands: readonly PodDemand[]): void {
    this.demands.push(...demands);
  }

  /** How full each group is. */
  get uses(): readonly GroupUse[] {
    return groupUses(this.groups, this.demands, this.survives);
  }

  /** Every group that is too small, and every pod that fits on no node, in sentences. */
  get problems(): readonly string[] {
    return this.uses.flatMap(({ problems }) => problems);
  }
}
