import { describe, expect, test } from 'vitest';
import { isAnywhere, isInside } from './cidr-blocks.ts';

describe('a block', () => {
  test.each([
    ['10.0.4.0/22', '10.0.0.0/16', true],
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['10.0.0.0/16', '10.0.4.0/22', false],
    ['10.1.0.0/24', '10.0.0.0/16', false],
    ['203.0.113.7/32', '0.0.0.0/0', true],
    ['2606:4700::/32', '::/0', true],
    ['2606:4700:10::/44', '2606:4700::/32', true],
    ['2a06:98c0::/29', '2606:4700::/32', false],
    ['10.0.0.0/16', '::/0', false],
    ['${aws_vpc.Main.cidr_block}', '0.0.0.0/0', false],
    ['10.0.0/16', '0.0.0.0/0', false],
    ['10.0.0.300/32', '0.0.0.0/0', false],
  ])('%s inside %s: %s', (inner, outer, expected) => {
    expect(isInside(inner, outer)).toBe(expected);
  });

  test.each([
    ['0.0.0.0/0', true],
    ['::/0', true],
    ['10.0.0.0/8', false],
    ['anything/0', false],
  ])('%s is anywhere: %s', (cidr, expected) => {
    expect(isAnywhere(cidr)).toBe(expected);
  });
});
