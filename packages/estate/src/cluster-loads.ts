import { ClusterLoad, capacityGroups } from '@smile/cluster-platform';
import { type ClusterValues, type Environment, type EstateStack, type PlatformValues, throwIfAny } from '@smile/core';

/** Everything that is meant to run in the clusters of an environment. In the shared layout both are one. */
export class ClusterLoads {
  readonly application: ClusterLoad;
  readonly data: ClusterLoad;

  constructor(environment: Environment, clusters: NonNullable<Environment['clusters']>, platform: PlatformValues) {
    const where = { region: environment.region, zones: environment.network.availabilityZones };
    const loadOf = (values: ClusterValues) => new ClusterLoad(capacityGroups(values, where), platform.survives);
    if (clusters.layout === 'shared') {
      this.application = loadOf(clusters.shared);
      this.data = this.application;
    } else {
      this.application = loadOf(clusters.application);
      this.data = loadOf(clusters.data);
    }
  }

  /**
   * Judges what the stacks put into a cluster, and notes in the last of them how full its groups are, for the report.
   *
   * @throws ValidationError with every group that is too small.
   */
  judge(load: ClusterLoad, stack: EstateStack): void {
    throwIfAny(stack, [...load.problems]);
    stack.addOverride(
      '//.metadata.capacity',
      load.uses.map(({ group, problems: _, ...use }) => ({
        group: group.name,
        instanceType: group.instanceType,
        kind: group.kind,
        ...use,
      })),
    );
  }
}
