import { expect, test } from 'vitest';
import { compareCosts } from './compare-costs.ts';
import { costOfStack } from './fixtures/priced-stack.ts';

const redis = (node_type: string) => ({
  aws_elasticache_replication_group: { Redis: { engine: 'redis', node_type, num_cache_clusters: 2 } },
});

test('a larger node differs by resource', () => {
  const before = costOfStack(redis('cache.m5.xlarge'));
  const after = costOfStack(redis('cache.m5.2xlarge'));
  // https://aws.amazon.com/elasticache/pricing: 2 × 730 × 0.389; a type twice as large costs twice as much.
  expect(compareCosts([before], [after])).toEqual([
    {
      environment: 'indonesia/production',
      usdBefore: 567.94,
      usdAfter: 1135.88,
      usdDifference: 567.94,
      changes: [
        {
          stack: 'indonesia-production-account',
          address: 'aws_elasticache_replication_group.Redis',
          what: 'ElastiCache: redis on cache.m5.2xlarge',
          usdBefore: 567.94,
          usdAfter: 1135.88,
          usdDifference: 567.94,
        },
      ],
      unpriced: [],
    },
  ]);
});

test('what comes, goes, or loses its price is told', () => {
  const before = costOfStack({ aws_eip: { Nat: {} }, ...redis('cache.m5.xlarge') });
  const after = costOfStack(
    { aws_secretsmanager_secret: { Token: {} }, ...redis('cache.x9.large') },
    {
      usage: { secretRequestsMillions: 0 },
    },
  );
  const [difference] = compareCosts([before], [after]);
  expect(difference?.changes.map(({ address, usdDifference }) => [address, usdDifference])).toEqual([
    ['aws_elasticache_replication_group.Redis', -567.94],
    ['aws_eip.Nat', -3.65],
    ['aws_secretsmanager_secret.Token', 0.4],
  ]);
  expect(difference?.unpriced).toEqual([{ what: 'ElastiCache: redis on cache.x9.large', before: 0, after: 1 }]);
});

test('an environment that is on one side only costs nothing on the other', () => {
  const cost = costOfStack({ aws_eip: { Nat: {} } });
  expect(compareCosts([], [cost])).toMatchObject([{ usdBefore: 0, usdAfter: 3.65, usdDifference: 3.65 }]);
});

test('the same costs differ in nothing', () => {
  const cost = costOfStack(redis('cache.m5.xlarge'));
  expect(compareCosts([cost], [cost])).toMatchObject([{ usdDifference: 0, changes: [], unpriced: [] }]);
});
