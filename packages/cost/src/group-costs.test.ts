import { expect, test } from 'vitest';
import { costOfStack } from './fixtures/priced-stack.ts';
import { groupCosts, groupUnpriced } from './group-costs.ts';

const { lines, unpriced } = costOfStack(
  {
    aws_kms_key: { A: { enable_key_rotation: true }, B: { enable_key_rotation: true, tags: { team: 'data' } } },
    aws_secretsmanager_secret: { Token: {} },
  },
  { usage: { keyRequestsMillions: 1, secretRequestsMillions: 0 } },
);

// https://aws.amazon.com/kms/pricing: 2 × 1, and a million requests: 100 × 0.03, less 20,000 free: 2 × 0.03.
test.each([
  [
    'thing',
    [
      ['KMS: requests', 3],
      ['KMS: keys', 2],
      ['Secrets Manager: secrets', 0.4],
      ['Secrets Manager: requests', 0],
      ['KMS: first 20,000 requests, free', -0.06],
    ],
  ],
  [
    'service',
    [
      ['KMS', 4.94],
      ['Secrets Manager', 0.4],
    ],
  ],
  [
    'stack',
    [
      ['the whole environment', 2.94],
      ['indonesia-production-account', 2.4],
    ],
  ],
  [
    'tag:team',
    [
      ['the whole environment', 2.94],
      ['platform', 1.4],
      ['data', 1],
    ],
  ],
  [
    'tag:none',
    [
      ['the whole environment', 2.94],
      ['without the tag', 2.4],
    ],
  ],
] as const)('costs by %s', (by, expected) => {
  expect(groupCosts(lines, by).map(({ name, usdPerMonth }) => [name, usdPerMonth])).toEqual(expected);
});

test('unpriced things of a kind are one, with their number', () => {
  expect(groupUnpriced(unpriced).map(({ what, count }) => [what, count])).toEqual([['rotated versions of keys', 2]]);
});
