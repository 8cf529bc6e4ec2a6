import { expect, test } from 'vitest';
import { nearestNames } from './nearest-names.ts';

test.each([
  { name: 'aws_vpcs', nearest: ['aws_vpc'] },
  { name: 'aws_subent', nearest: ['aws_subnet'] },
  { name: 'aws_vip', nearest: ['aws_eip', 'aws_vpc'] },
])('offers the names that differ least from "$name"', ({ name, nearest }) => {
  expect(nearestNames(name, ['aws_eip', 'aws_subnet', 'aws_vpc'], 2)).toEqual(nearest);
});

test('offers no more names than asked for', () => {
  expect(nearestNames('x', ['a', 'b', 'c'], 2)).toEqual(['a', 'b']);
});
