import { expect, test } from 'vitest';
import { matchesGlob } from './glob.ts';

test.each([
  ['aws_*', 'aws_vpc', true],
  ['aws_vpc', 'aws_vpc_endpoint', false],
  ['net/*/Default', 'net/Main/Default', true],
  ['net/*', 'net/Main/Default', false],
  ['net/**', 'net/Main/Default', true],
  ['**/Default', 'net/Main/Default', true],
  ['**/Default', 'Default', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['aws_x.y["a"]', 'aws_x.y["a"]', true],
  ['aws_x.y', 'aws_xzy', false],
])('%s on %s is %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});
