import { EstateStack, type Protection, protectionOf, throwIfAny } from '@smile/core';
import type { Subnet } from '@smile/network';
import type { Construct } from 'constructs';
import { instanceHardware } from './instance-hardware.ts';
import type { LocalDiskNodeGroupProps } from './local-disk-node-group.ts';
import type { NodeVolume } from './node-launch-template.ts';
import { releaseProblems } from './node-releases.ts';
import { labelProblems, type NodeLabels } from './node-taint.ts';
import { addressesOfNode, mostPods, podDensityProblems } from './pod-density.ts';
import { claimAddresses } from './subnet-capacity.ts';
import { planZones, type ZoneGroup } from './zone-plan.ts';

/** {@link LocalDiskNodeGroupProps} with defaults, checked and planned. */
export interface LocalDiskSettings
  extends Pick<LocalDiskNodeGroupProps, 'cluster' | 'name' | 'release' | 'layout' | 'alarmTopic'> {
  readonly role: string;
  readonly volume: NodeVolume;
  readonly labels: NodeLabels;
  readonly protection: Protection;
  readonly plan: readonly ZoneGroup[];
  readonly podsPerNode: (instanceType: string) => number;
  readonly subnetIn: (zone: string) => Subnet;
}

/** Fewest disks of an array. */
const RAID_DISKS = 2;

/**
 * Fills in defaults, plans zones and checks everything that AWS would only refuse at apply, or not at all.
 *
 * @throws ValidationError with every problem.
 */
export function resolve(construct: Construct, props: LocalDiskNodeGroupProps): LocalDiskSettings {
  const { cluster, release } = props;
  const { region } = EstateStack.ofConstruct(construct).environment;
  const volume = props.volume ?? '100 GiB';
  const labels = props.labels ?? {};
  const { groups = [], problems = [] } = planZones({ ...props, region, zones: cluster.vpc.availabilityZones });
  const podsPerNode = (instanceType: string) =>
    props.podsPerNode ?? mostPods({ instanceType, prefixDelegation: cluster.prefixDelegation }) ?? 0;
  throwIfAny(construct, [
    ...problems,
    ...releaseProblems(release, cluster.version),
    ...labelProblems(labels),
    ...typesOf(groups).flatMap((instanceType) => [
      ...diskProblems(instanceType, props),
      ...podDensityProblems({ ...cluster, instanceType, podsPerNode: props.podsPerNode }),
    ]),
  ]);
  const subnets = cluster.vpc.subnets('eks-private');
  const subnetIn = (zone: string) => {
    const subnet = subnets.find((candidate) => candidate.zone === zone);
    if (subnet === undefined) throw new Error(`${construct.node.path}: no subnet in ${zone}`);
    return subnet;
  };
  throwIfAny(
    construct,
    groups.flatMap(({ zone, instanceType, count }) =>
      claimAddresses(cluster.vpc, [subnetIn(zone)], {
        group: props.name,
        nodes: count,
        podsPerNode: podsPerNode(instanceType),
        addressesPerNode: addressesOfNode({ ...cluster, instanceType }, podsPerNode(instanceType)),
      }),
    ),
  );
  return {
    ...props,
    role: props.role ?? props.name,
    volume: typeof volume === 'string' ? { size: volume } : volume,
    labels,
    protection: protectionOf(construct, props.deletion ?? 'protected'),
    plan: groups,
    podsPerNode,
    subnetIn,
  };
}

function typesOf(groups: readonly ZoneGroup[]): string[] {
  return [...new Set(groups.map(({ instanceType }) => instanceType))];
}

function diskProblems(instanceType: string, { layout }: LocalDiskNodeGroupProps): string[] {
  const disks = instanceHardware(instanceType)?.localDisks ?? 0;
  if (disks === 0) {
    return [
      `instanceType ${instanceType} has no local disks that we know of; choose a d3en, i3en, i4i or i7ie, or use a NodeGroup and EBS`,
    ];
  }
  if (layout === 'disks' || disks >= RAID_DISKS) return [];
  return [`layout raid needs ${RAID_DISKS} disks, but ${instanceType} has ${disks}; use layout disks or a larger size`];
}
