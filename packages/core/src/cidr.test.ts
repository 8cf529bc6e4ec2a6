import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalCidr, contains, formatBlock, overlaps, parseIpv4Block } from './cidr.ts';

const block = fc
  .tuple(fc.nat(0xffffffff), fc.integer({ min: 1, max: 32 }))
  .map(([address, prefixLength]) => formatBlock(address, prefixLength));

const parsed = (cidr: string) => {
  const result = parseIpv4Block(cidr);
  if (result === undefined) throw new Error(`${cidr} does not parse`);
  return result;
};

describe('parseIpv4Block', () => {
  test('reads bounds and prefix length', () => {
    expect(parseIpv4Block('10.1.0.0/16')).toEqual({
      cidr: '10.1.0.0/16',
      first: 0x0a010000,
      last: 0x0a01ffff,
      prefixLength: 16,
    });
  });

  test.each(['10.0.0.0', '10.0.0.0/33', '256.0.0.0/8', '10.0.0/8', 'fd00::/8', ''])('refuses %j', (text) => {
    expect(parseIpv4Block(text)).toBeUndefined();
  });
});

test.each([
  ['10.0.0.5/16', '10.0.0.0/16'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['192.168.1.0/24', '192.168.1.0/24'],
])('clears the host bits of %s', (given, expected) => {
  expect(canonicalCidr(parsed(given))).toBe(expected);
});

test('writes what it reads, for any block', () => {
  fc.assert(
    fc.property(block, (cidr) => {
      const { first, prefixLength } = parsed(cidr);
      expect(formatBlock(first, prefixLength)).toBe(canonicalCidr(parsed(cidr)));
    }),
  );
});

test('two blocks overlap exactly when one contains the other', () => {
  fc.assert(
    fc.property(block, block, (one, other) => {
      const [a, b] = [parsed(one), parsed(other)];
      expect(overlaps(a, b)).toBe(contains(a, b) || contains(b, a));
    }),
  );
});
