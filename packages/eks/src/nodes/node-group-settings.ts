import { EstateStack, throwIfAny, zonesSelling } from '@smile/core';
import type { Subnet } from '@smile/network';
import type { Construct } from 'constructs';
import type { NodeGroupProps, NodeGroupSize } from './node-group.ts';
import type { NodeVolume } from './node-launch-template.ts';
import { NODE_RELEASES, releaseProblems } from './node-releases.ts';
import { labelProblems } from './node-taint.ts';
import { addressesOfNode, mostPods, podDensityProblems } from './pod-density.ts';
import { claimAddresses, mostNodesInZone } from './subnet-capacity.ts';
import { typeInZoneProblems, typeProblems } from './substitutes.ts';

/** {@link NodeGroupProps} with defaults, checked. */
export interface NodeGroupSettings
  extends Required<Omit<NodeGroupProps, 'volume' | 'zones' | 'acrossZonesBecause'>>,
    Pick<NodeGroupProps, 'acrossZonesBecause'> {
  readonly volume: NodeVolume;
  readonly subnets: readonly Subnet[];
}

/**
 * Fills in defaults and checks everything that AWS would only refuse at apply, or not at all.
 *
 * @throws ValidationError with every problem.
 */
export function resolve(construct: Construct, props: NodeGroupProps): NodeGroupSettings {
  const { cluster, instanceType, size, volume } = props;
  const { region } = EstateStack.ofConstruct(construct).environment;
  const { prefixDelegation, vpc } = cluster;
  const density = { instanceType, prefixDelegation };
  const podsPerNode = props.podsPerNode ?? mostPods(density) ?? 0;
  const release = props.release ?? NODE_RELEASES[cluster.version];
  const labels = props.labels ?? {};
  const subnets = vpc
    .subnets('eks-private')
    .filter(({ zone }) => props.zones?.includes(zone) ?? zonesSelling(region, instanceType).includes(zone));
  const problems = [
    ...zoneProblems(props, region),
    ...sizeProblems(size),
    ...releaseProblems(release, cluster.version),
    ...labelProblems(labels),
  ];
  if (zonesSelling(region, instanceType).length > 0) problems.push(...podDensityProblems({ ...density, podsPerNode }));
  if (problems.length === 0) {
    const nodes = mostNodesInZone(size.max, subnets.length);
    const addressesPerNode = addressesOfNode(density, podsPerNode);
    problems.push(...claimAddresses(vpc, subnets, { group: props.name, nodes, podsPerNode, addressesPerNode }));
  }
  throwIfAny(construct, problems);
  return {
    ...props,
    volume: typeof volume === 'string' ? { size: volume } : volume,
    subnets,
    podsPerNode,
    release,
    labels,
    taints: props.taints ?? [],
    repair: props.repair ?? true,
    renewal: props.renewal ?? 'rolling',
    securityGroupIds: props.securityGroupIds ?? cluster.nodeSecurityGroupIds,
  };
}

function zoneProblems({ cluster, zones, instanceType }: NodeGroupProps, region: string): string[] {
  const nowhere = typeProblems(region, instanceType);
  if (nowhere.length > 0) return nowhere;
  const known = cluster.vpc.availabilityZones;
  if (zones === undefined) {
    const isSold = known.some((zone) => zonesSelling(region, instanceType).includes(zone));
    return isSold ? [] : known.flatMap((zone) => typeInZoneProblems(region, instanceType, zone));
  }
  if (zones.length === 0) return [`zones is empty; leave it out for all zones that sell ${instanceType}`];
  return zones.flatMap((zone) =>
    known.includes(zone)
      ? typeInZoneProblems(region, instanceType, zone)
      : [`zones: ${zone} has no subnet, expected some of ${known.join(', ')}; remove it`],
  );
}

function sizeProblems({ min, desired, max }: NodeGroupSize): string[] {
  const given = `got min=${min} desired=${desired} max=${max}`;
  if (![min, desired, max].every((number) => Number.isInteger(number) && number >= 0) || max < 1) {
    return [`size must be whole numbers, and max at least 1, ${given}`];
  }
  if (min <= desired && desired <= max) return [];
  return [`size.desired must be between min and max, ${given}; raise max or change desired`];
}
