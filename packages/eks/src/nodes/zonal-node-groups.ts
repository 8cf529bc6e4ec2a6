import { EstateStack, throwIfAny, zonesSelling } from '@smile/core';
import { Construct } from 'constructs';
import { NodeGroup, type NodeGroupProps } from './node-group.ts';
import { zoneSizes } from './zone-sizes.ts';

export interface ZonalNodeGroupsProps extends Omit<NodeGroupProps, 'zones' | 'acrossZonesBecause'> {
  /** Number of nodes in all zones together. */
  readonly size: NodeGroupProps['size'];
}

/**
 * A {@link NodeGroup} in each zone that sells the type, so that a pod finds a node where its volume is.
 *
 * The autoscaler sees each zone by itself and balances them with `--balance-similar-node-groups`; one group over several
 * zones would bring the next node wherever EC2 has room.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md#common-notes-and-gotchas
 */
export class ZonalNodeGroups extends Construct {
  /** The groups in the order of their zones. */
  readonly groups: readonly NodeGroup[];

  constructor(scope: Construct, id: string, props: ZonalNodeGroupsProps) {
    super(scope, id);
    const { region } = EstateStack.ofConstruct(this).environment;
    const zones = props.cluster.vpc.availabilityZones.filter((zone) =>
      zonesSelling(region, props.instanceType).includes(zone),
    );
    const { sizes = [], problems = [] } = zoneSizes(props.size, zones);
    throwIfAny(this, problems);
    this.groups = zones.flatMap((zone, index) => {
      const size = sizes[index];
      if (size === undefined) return [];
      return [new NodeGroup(this, `Group-${zone}`, { ...props, name: `${props.name}-${zone}`, zones: [zone], size })];
    });
  }
}
