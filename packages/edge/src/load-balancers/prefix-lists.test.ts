import { Ec2ManagedPrefixList } from '@cdktf/provider-aws/lib/ec2-managed-prefix-list';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { CloudflarePrefixLists, type CloudflarePrefixListsProps } from './cloudflare-prefix-lists.ts';
import { CLOUDFLARE_RANGES } from './cloudflare-ranges.ts';
import { OperatorPrefixList } from './operator-prefix-list.ts';

const cloudflare = (props: CloudflarePrefixListsProps = {}) =>
  estateStackFor(
    (stack) => {
      new CloudflarePrefixLists(stack, 'Cloudflare', props);
    },
    { layer: 'edge' },
  );

const operators = (cidrs: readonly string[]) =>
  estateStackFor(
    (stack) => {
      new OperatorPrefixList(stack, 'Operators', { cidrs });
    },
    { layer: 'edge' },
  );

describe('where Cloudflare calls from', () => {
  test('defaults: the ranges of the data, of both families, with the day on which they were read', () => {
    const [ipv4, ipv6] = resourcesOf(cloudflare(), Ec2ManagedPrefixList);
    const described = (cidrs: readonly string[]) =>
      cidrs.map((cidr) => ({ cidr, description: `Cloudflare, as of ${CLOUDFLARE_RANGES.asOf}` }));
    expect(ipv4).toMatchObject({
      name: 'smile-uat-cloudflare-ipv4',
      address_family: 'IPv4',
      entry: described(CLOUDFLARE_RANGES.ipv4),
    });
    expect(ipv6).toMatchObject({ address_family: 'IPv6', entry: described(CLOUDFLARE_RANGES.ipv6) });
  });

  test('has room for a few more: 18 and 9, which on two ports leave six rules of a security group to others', () => {
    const rooms = resourcesOf(cloudflare(), Ec2ManagedPrefixList).map(({ max_entries }) => max_entries);
    expect(rooms).toEqual([18, 9]);
  });

  test('is refused when it holds a block that is not plausible', () => {
    const ranges = { ...CLOUDFLARE_RANGES, ipv6: ['::/0'] };
    expect(() => cloudflare({ ranges })).toFailWith(
      'indonesia-staging-edge/Cloudflare: ipv6[0]: expected a block of /28 or narrower, got "::/0"; it would let in more than Cloudflare',
    );
  });

  test('is refused when it outgrows the room', () => {
    const ipv4 = Array.from({ length: 19 }, (_, index) => `104.${index}.0.0/16`);
    expect(() => cloudflare({ ranges: { ...CLOUDFLARE_RANGES, ipv4 } })).toFailWith(
      'indonesia-staging-edge/Cloudflare/Ipv4: there is room for 18 blocks, got 19; raise room, and see that no security group gets more rules than its quota',
    );
  });
});

describe('where operators call from', () => {
  test('is the offices, with room for 20', () => {
    expect(operators(['203.0.113.0/24'])).toHaveResource(Ec2ManagedPrefixList, {
      address_family: 'IPv4',
      max_entries: 20,
      entry: [{ cidr: '203.0.113.0/24', description: 'Operators' }],
    });
  });

  test('is somewhere', () => {
    expect(() => operators([])).toFailWith(
      'indonesia-staging-edge/Operators/Ipv4: expected at least one block, got none; a list without blocks lets nobody in',
    );
  });
});
