import { contains, overlaps, parseIpv4Block } from '@smile/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_ZONES, type PlannedSubnet, planSubnets, type SubnetTier, TIERS } from './subnet-plan.ts';

const ZONES = ['apse3-az1', 'apse3-az2', 'apse3-az3'];

const plannedIn = (cidr: string, zones: readonly string[], tiers = TIERS): readonly PlannedSubnet[] => {
  const plan = planSubnets(cidr, zones, tiers);
  if (plan.subnets === undefined) throw new Error(plan.problems.join('; '));
  return plan.subnets;
};

const blockOf = (cidr: string) => {
  const block = parseIpv4Block(cidr);
  if (block === undefined) throw new Error(`${cidr} is no block`);
  return block;
};

describe('the plan of production (NET-1, NET-2)', () => {
  test.each([
    ['eks-private', ['10.0.0.0/19', '10.0.32.0/19', '10.0.64.0/19'], 8187],
    ['ec2-private', ['10.0.128.0/22', '10.0.132.0/22', '10.0.136.0/22'], 1019],
    ['intra', ['10.0.144.0/22', '10.0.148.0/22', '10.0.152.0/22'], 1019],
    ['public', ['10.0.160.0/22', '10.0.164.0/22', '10.0.168.0/22'], 1019],
  ] as const)('%s has %j with %i addresses each', (tier, cidrs, usableAddresses) => {
    const subnets = plannedIn('10.0.0.0/16', ZONES).filter((subnet) => subnet.tier === tier);
    expect(subnets).toEqual(cidrs.map((cidr, index) => ({ tier, zone: ZONES[index], cidr, usableAddresses })));
  });
});

describe('any plan', () => {
  const tierNames: readonly SubnetTier[] = TIERS.map(({ tier }) => tier);
  const tiers = fc
    .shuffledSubarray([...tierNames], { minLength: 1 })
    .chain((names) =>
      fc.tuple(
        ...names.map((tier) => fc.integer({ min: 19, max: 28 }).map((prefixLength) => ({ tier, prefixLength }))),
      ),
    )
    .filter(
      (sizes) => sizes.reduce((sum, { prefixLength }) => sum + MOST_ZONES * 2 ** (32 - prefixLength), 0) <= 2 ** 15,
    );
  const zones = fc.shuffledSubarray([...ZONES, 'apse3-az4'], { minLength: 1 });
  const vpc = fc.nat(255).map((second) => `10.${second}.0.0/16`);

  test('stays inside the VPC and never overlaps itself', () => {
    fc.assert(
      fc.property(vpc, zones, tiers, (cidr, ids, sizes) => {
        const blocks = plannedIn(cidr, ids, sizes).map((subnet) => blockOf(subnet.cidr));
        for (const [index, block] of blocks.entries()) {
          expect(contains(blockOf(cidr), block)).toBe(true);
          expect(blocks.slice(index + 1).filter((other) => overlaps(block, other))).toEqual([]);
        }
      }),
    );
  });

  test('has one subnet of the asked size per tier and zone', () => {
    fc.assert(
      fc.property(vpc, zones, tiers, (cidr, ids, sizes) => {
        const found = plannedIn(cidr, ids, sizes).map(
          (subnet) => `${subnet.tier} ${subnet.zone} ${blockOf(subnet.cidr).prefixLength}`,
        );
        expect(found).toEqual(
          sizes.flatMap(({ tier, prefixLength }) => ids.map((zone) => `${tier} ${zone} ${prefixLength}`)),
        );
      }),
    );
  });

  test('moves no subnet when a zone is appended', () => {
    fc.assert(
      fc.property(vpc, zones, tiers, (cidr, ids, sizes) => {
        const before = plannedIn(cidr, ids.slice(0, -1).length > 0 ? ids.slice(0, -1) : ids, sizes);
        expect(plannedIn(cidr, ids, sizes)).toEqual(expect.arrayContaining([...before]));
      }),
    );
  });

  test('moves no subnet when a tier is appended', () => {
    fc.assert(
      fc.property(vpc, zones, tiers, (cidr, ids, sizes) => {
        const before = plannedIn(cidr, ids, sizes.slice(0, -1));
        expect(plannedIn(cidr, ids, sizes)).toEqual(expect.arrayContaining([...before]));
      }),
    );
  });
});

describe('problems', () => {
  test.each([
    ['ten', ZONES, TIERS, ['expected an IPv4 block such as 10.0.0.0/16, got ten']],
    ['10.0.0.0/16', [], TIERS, ['no zones given; name at least one zone id of the region']],
    [
      '10.0.0.0/16',
      ['a', 'b', 'c', 'd', 'e'],
      TIERS,
      ['room is kept for 4 zones, got 5 (a, b, c, d, e); leave some out'],
    ],
    ['10.0.0.0/16', ['a', 'a'], TIERS, ['zones must differ, got a twice; remove one']],
    [
      '10.0.0.0/20',
      ZONES,
      TIERS,
      ['4 tiers for 4 zones do not fit into 10.0.0.0/20; use a /16 or larger block, or smaller subnets'],
    ],
    [
      '10.0.0.0/16',
      ZONES,
      [{ tier: 'public', prefixLength: 29 }],
      ['AWS allows subnets from /16 to /28, got /29 for public; change its size'],
    ],
  ] as const)('%s with zones %j', (cidr, zones, tiers, problems) => {
    expect(planSubnets(cidr, zones, tiers)).toEqual({ problems });
  });
});
