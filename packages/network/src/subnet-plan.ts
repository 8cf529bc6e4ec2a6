import { formatBlock, parseIpv4Block } from '@smile/core';

/** A group of subnets with one purpose, one subnet per zone (NET-2). */
export type SubnetTier = 'eks-private' | 'ec2-private' | 'intra' | 'public';

/** Size of each subnet of a tier, as a prefix length: 19 in `/19`. */
export interface TierSize {
  readonly tier: SubnetTier;
  readonly prefixLength: number;
}

/** One subnet to be made. */
export interface PlannedSubnet {
  readonly tier: SubnetTier;
  /** Zone id, as in `apse3-az1`. */
  readonly zone: string;
  readonly cidr: string;
  /** Addresses that hosts can have: AWS keeps five of each subnet. */
  readonly usableAddresses: number;
}

/** A plan, or every reason why there is none. */
export type SubnetPlan =
  | { readonly subnets: readonly PlannedSubnet[]; readonly problems?: undefined }
  | { readonly problems: readonly string[]; readonly subnets?: undefined };

/**
 * The tiers of a /16, largest first. EKS nodes and pods get 8,187 addresses per zone, the others 1,019.
 *
 * Append only: a tier's place in the list decides its addresses. 80 of 256 /24 blocks stay free.
 */
export const TIERS: readonly TierSize[] = [
  { tier: 'eks-private', prefixLength: 19 },
  { tier: 'ec2-private', prefixLength: 22 },
  { tier: 'intra', prefixLength: 22 },
  { tier: 'public', prefixLength: 22 },
];

/** Room kept for zones, so that one can be appended without moving a subnet. No AWS region of ours has more. */
export const MOST_ZONES = 4;

const RESERVED_BY_AWS = 5;

/**
 * Divides a VPC's block into one subnet per tier and zone.
 *
 * Pure. Each tier owns a block with room for {@link MOST_ZONES} zones, so subnets never overlap, and appending a zone
 * or a tier moves none: a subnet that moved would be replaced, with everything in it.
 */
export function planSubnets(vpcCidr: string, zones: readonly string[], tiers: readonly TierSize[] = TIERS): SubnetPlan {
  const vpc = parseIpv4Block(vpcCidr);
  if (vpc === undefined) return { problems: [`expected an IPv4 block such as 10.0.0.0/16, got ${vpcCidr}`] };
  const problems = [...zoneProblems(zones), ...tierProblems(tiers)];
  let next = vpc.first;
  const subnets = tiers.flatMap(({ tier, prefixLength }) => {
    const size = 2 ** (32 - prefixLength);
    const first = Math.ceil(next / size) * size;
    next = first + size * MOST_ZONES;
    return zones.map((zone, index): PlannedSubnet => {
      const cidr = formatBlock((first + index * size) >>> 0, prefixLength);
      return { tier, zone, cidr, usableAddresses: size - RESERVED_BY_AWS };
    });
  });
  if (next - 1 > vpc.last) {
    const needed = 32 - Math.ceil(Math.log2(next - vpc.first));
    problems.push(
      `${tiers.length} tiers for ${MOST_ZONES} zones do not fit into ${vpcCidr}; use a /${needed} or larger block, or smaller subnets`,
    );
  }
  return problems.length > 0 ? { problems } : { subnets };
}

function zoneProblems(zones: readonly string[]): string[] {
  const problems: string[] = [];
  if (zones.length === 0) problems.push('no zones given; name at least one zone id of the region');
  if (zones.length > MOST_ZONES) {
    problems.push(`room is kept for ${MOST_ZONES} zones, got ${zones.length} (${zones.join(', ')}); leave some out`);
  }
  const twice = zones.filter((zone, index) => zones.indexOf(zone) !== index);
  if (twice.length > 0) problems.push(`zones must differ, got ${twice.join(', ')} twice; remove one`);
  return problems;
}

function tierProblems(tiers: readonly TierSize[]): string[] {
  return tiers
    .filter(({ prefixLength }) => !Number.isInteger(prefixLength) || prefixLength < 16 || prefixLength > 28)
    .map(
      ({ tier, prefixLength }) =>
        `AWS allows subnets from /16 to /28, got /${prefixLength} for ${tier}; change its size`,
    );
}
