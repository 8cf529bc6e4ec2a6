import { overlaps, parseIpv4Block } from '@smile/core';
import { Block } from '../../reading/block.ts';
import type { Rule } from '../../rule.ts';

export const addressOverlap: Rule = {
  id: 'SMILE_ADDRESS_OVERLAP',
  family: 'isolation',
  severity: 'high',
  title: 'No two networks of ours share addresses',
  what: 'CIDRs of all `aws_vpc` are apart.',
  why: 'Networks that overlap can never be peered, and a VPN to both reaches one of them.',
  remedy: 'Choose another cidr in the environment.',
  source: 'requirements NET-1',
  check: (context) => {
    const networks = context.resources('aws_vpc').flatMap((place) => {
      const cidr = Block.of(place).text('cidr_block');
      const block = cidr === undefined ? undefined : parseIpv4Block(cidr);
      return block === undefined ? [] : [{ place, cidr, block }];
    });
    return networks.flatMap(({ place, cidr, block }, index) =>
      networks
        .slice(0, index)
        .filter((other) => overlaps(block, other.block))
        .map((other) => ({
          place,
          message: `cidr_block ${cidr} must not overlap ${other.cidr} of ${other.place.stack}`,
        })),
    );
  },
};
