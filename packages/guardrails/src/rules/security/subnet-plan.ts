import { overlaps, parseIpv4Block } from '@smile/core';
import { isInside, type Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule, Violation } from '../../rule.ts';

/** Longest prefix by tier: EKS gives every pod an address, and load balancers need 8 free ones in each subnet. */
const LONGEST: Readonly<Record<string, number>> = { 'eks-private': 22, 'ec2-private': 24, intra: 24, public: 24 };

/** Tags by which the AWS Load Balancer Controller chooses subnets, and the tiers that may have them. */
const CONTROLLER: Readonly<Record<string, string>> = {
  'kubernetes.io/role/elb': 'public',
  'kubernetes.io/role/internal-elb': 'eks-private',
};

export const subnetPlan: Rule = {
  id: 'SMILE_SUBNET_PLAN',
  family: 'security',
  severity: 'high',
  title: 'Subnets lie within their VPC, apart from each other, and are large enough',
  what: 'The block of every `aws_subnet` is within that of its VPC, overlaps no other of it, and is not smaller than its tier needs; zones and tiers are there once; tags of load balancers are on the tiers that they are for.',
  why: 'AWS refuses an overlap or a block outside after it has made the others; one of /28 is full with the first node.',
  remedy: 'Use Vpc, which plans blocks.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
  check: (context) =>
    context.resources('aws_vpc').flatMap((vpc) => {
      const subnets = companionsOf(context, vpc, 'aws_subnet', 'vpc_id');
      return [...subnets.flatMap((subnet) => alone(subnet, vpc)), ...together(subnets)];
    }),
};

function alone(place: Resource, vpc: Resource): readonly Violation[] {
  const block = Block.of(place);
  const [cidr, outer] = [block.text('cidr_block'), Block.of(vpc).text('cidr_block')];
  const tier = place.tags.tier;
  const longest = tier === undefined ? undefined : LONGEST[tier];
  const length = Number(cidr?.split('/')[1]);
  const messages = [
    ...(cidr !== undefined && outer !== undefined && !isInside(cidr, outer)
      ? [`cidr_block must be within ${outer} of ${vpc.address}, got ${cidr}`]
      : []),
    ...(longest !== undefined && length > longest
      ? [`cidr_block of tier ${tier} must be /${longest} or larger, got ${cidr}`]
      : []),
    ...(tier !== undefined && longest === undefined
      ? [`tag tier must be ${Object.keys(LONGEST).join(' or ')}, got ${tier}`]
      : []),
    ...Object.entries(CONTROLLER).flatMap(([tag, wanted]) => {
      if (tier === undefined || tier === wanted || place.tags[tag] === undefined) return [];
      return [`tag ${tag} is for tier ${wanted}, got it on ${tier}`];
    }),
    ...Object.entries(CONTROLLER).flatMap(([tag, wanted]) =>
      tier === wanted && place.tags[tag] !== '1'
        ? [`tag ${tag} of tier ${tier} must be 1, got ${place.tags[tag] ?? 'nothing'}`]
        : [],
    ),
  ];
  return messages.map((message) => ({ place, message }));
}

function together(subnets: readonly Resource[]): readonly Violation[] {
  const blocks = subnets.flatMap((subnet) => {
    const block = parseIpv4Block(Block.of(subnet).text('cidr_block') ?? '');
    return block === undefined ? [] : [{ subnet, block }];
  });
  return blocks.flatMap(({ subnet, block }, index) =>
    blocks.slice(index + 1).flatMap((other) => {
      const sameRole =
        subnet.tags.tier !== undefined &&
        subnet.tags.tier === other.subnet.tags.tier &&
        subnet.values.availability_zone_id !== undefined &&
        subnet.values.availability_zone_id === other.subnet.values.availability_zone_id;
      return [
        ...(overlaps(block, other.block)
          ? [
              {
                place: other.subnet,
                message: `cidr_block must not overlap that of ${subnet.address}, ${String(subnet.values.cidr_block)}`,
              },
            ]
          : []),
        ...(sameRole
          ? [
              {
                place: other.subnet,
                message: `must be the only subnet of tier ${subnet.tags.tier} in ${String(subnet.values.availability_zone_id)}, got ${subnet.address} as well`,
              },
            ]
          : []),
      ];
    }),
  );
}
