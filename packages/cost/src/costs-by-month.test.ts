import { Inventory } from '@smile/inventory';
import { expect, test } from 'vitest';
import { costsByMonth } from './costs-by-month.ts';
import { stackOf } from './fixtures/priced-stack.ts';

test('extended support begins in its month, and doubles after two years', () => {
  const redis = { engine: 'redis', engine_version: '6.2', node_type: 'cache.m5.xlarge', num_cache_clusters: 2 };
  const inventory = Inventory.fromStacks(stackOf({ aws_elasticache_replication_group: { Redis: redis } }));
  const [costs] = costsByMonth(inventory, { from: '2027-01-15', months: 2 });
  // https://aws.amazon.com/elasticache/pricing: 2 × 730 × 0.389, and from 2027-02-01 2 × 730 × 0.311 on top.
  expect(costs).toEqual({
    environment: 'indonesia/production',
    months: [
      { month: '2027-01', usd: 567.94 },
      { month: '2027-02', usd: 1022 },
    ],
    steps: [
      {
        on: '2027-02-01',
        service: 'ElastiCache',
        what: 'extended support of redis 6.2, years 1 and 2',
        usdPerMonth: 454.06,
      },
    ],
  });
  const [later] = costsByMonth(inventory, { from: '2029-01-01', months: 2 });
  expect(later?.steps.map(({ on, usdPerMonth }) => [on, usdPerMonth])).toEqual([
    ['2029-02-01', -454.06],
    ['2029-02-01', 908.12],
  ]);
});

test('a month in which a rate changes weighs the days before and after', () => {
  const inventory = Inventory.fromStacks(stackOf({ aws_eks_cluster: { App: { version: '1.35' } } }));
  const [costs] = costsByMonth(inventory, { from: '2027-03-01', months: 2 });
  // https://aws.amazon.com/eks/pricing: 73 until 2027-03-27, 438 from the 28th: 27 and 4 of 31 days.
  expect(costs?.months).toEqual([
    { month: '2027-03', usd: 120.1 },
    { month: '2027-04', usd: 438 },
  ]);
});

test('what is not there at the start of the months does not come', () => {
  const inventory = Inventory.fromStacks(stackOf({ aws_kms_key: { Key: {} } }, { usage: { keyRequestsMillions: 0 } }));
  expect(costsByMonth(inventory, { from: '2026-12-31', months: 2 })).toEqual([
    {
      environment: 'indonesia/production',
      months: [
        { month: '2026-12', usd: 1 },
        { month: '2027-01', usd: 1 },
      ],
      steps: [],
    },
  ]);
});
