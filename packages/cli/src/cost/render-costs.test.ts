import { compareCosts, costOf, costsByMonth } from '@smile/cost';
import { Inventory, type JsonObject } from '@smile/inventory';
import { expect, test } from 'vitest';
import { difference, dollars } from './amounts.ts';
import { renderCosts, renderDifference, renderSum } from './render-costs.ts';

/** An account with a budget, a cache, and whatever else there is. */
function estate(node: string, more: Readonly<Record<string, JsonObject>> = {}): Inventory {
  const redis = {
    engine: 'redis',
    engine_version: '6.2',
    node_type: node,
    num_cache_clusters: 2,
    tags: { team: 'data' },
  };
  return Inventory.fromStacks({
    'indonesia-dev-databases': {
      provider: { aws: [{ region: 'ap-southeast-3', allowed_account_ids: ['111111111111'] }] },
      terraform: { backend: { s3: { key: 'indonesia/dev/databases.tfstate' } } },
      resource: {
        aws_budgets_budget: { Budget: { limit_amount: '1000' } },
        aws_elasticache_replication_group: { Redis: redis },
        ...more,
      },
    },
  });
}

const on = '2026-11-27';
const inventory = estate('cache.m5.xlarge', { aws_sns_topic: { Alarms: {} } });
const [cost] = costOf(inventory, { on });
const [monthly] = costsByMonth(inventory, { from: on, months: 4 });
if (cost === undefined) throw new Error('an environment was given, and has no cost');

// https://aws.amazon.com/elasticache/pricing: 2 × 730 × 0.389, extended support 2 × 730 × 0.311 from 2027-02-01.
test('shows sum, budget, table, what changes, and what has no price', () => {
  expect(renderCosts(cost, monthly, 'thing')).toBe(
    `indonesia/dev: USD 567.94 a month at the rates of 2026-11-27, 57% of the budget of 1,000.00
  0.00 of it by assumptions about use; on demand, without discounts and tax

what                                   quantity  price  per        read                    USD a month
ElastiCache: redis on cache.m5.xlarge      1460  0.389  node-hour  ap-southeast-3 2025-04       567.94
* price of another region, which stands in; ~ derived from another price; ? assumed use, ?? by default

what changes, in USD a month:
  2027-02-01     +454.06  ElastiCache: extended support of redis 6.2, years 1 and 2

billed on top, without a price here:
  1 SNS: topics – by messages and mails, and no price was found`,
  );
});

test('adds up by month, stack and tag', () => {
  expect(renderCosts(cost, monthly, 'month')).toContain(
    'month         USD\n2026-11    567.94\n2026-12    567.94\n2027-01    567.94\n2027-02  1,022.00\n',
  );
  expect(renderCosts(cost, monthly, 'stack')).toContain(
    'stack                    USD a month\nindonesia-dev-databases       567.94\n',
  );
  expect(renderCosts(cost, monthly, 'tag:team')).toContain('team  USD a month\ndata       567.94\n');
});

test('marks prices that stand in, are derived, or are assumed', () => {
  const [other] = costOf(estate('cache.m5.2xlarge', { aws_kms_key: { Key: {} } }), { on });
  const table = other === undefined ? '' : renderCosts(other, undefined, 'thing');
  expect(table).toMatch(/redis on cache\.m5\.2xlarge +1460 +0\.778 +node-hour +ap-southeast-3 2025-04 ~ /);
  expect(table).toMatch(/KMS: keys +1 +1 +key-version-month +ap-southeast-1 2025-05 \* /);
  expect(table).toMatch(/KMS: requests +20 +0\.03 +10,000 +us-east-1 2024-07 \*\?\? /);
  expect(table).toContain('everything that is billed has a price');
});

test('shows what a change costs, and what loses or gains something without a price', () => {
  const differences = compareCosts([cost], costOf(estate('cache.m5.2xlarge'), { on }));
  expect(differences.map(renderDifference)).toEqual([
    `indonesia/dev: USD 567.94 a month before, 1,135.88 after: +567.94

USD a month  before     after  resource                                                         what
    +567.94  567.94  1,135.88  indonesia-dev-databases aws_elasticache_replication_group.Redis  ElastiCache: redis on cache.m5.2xlarge

without a price here, so not in the difference:
  SNS: topics: 1 before, 0 after`,
  ]);
  expect(compareCosts([cost], [cost]).map(renderDifference)).toEqual([
    'indonesia/dev: USD 567.94 a month before, 567.94 after: 0.00\n\nnothing that has a price changes',
  ]);
});

test('adds up several environments, and says nothing more of one', () => {
  expect(renderSum([cost])).toBe('');
  expect(renderSum([cost, cost])).toBe('all 2 environments: USD 1,135.88 a month');
});

test.each([
  [0, '0.00', '0.00'],
  [1234567.891, '1,234,567.89', '+1,234,567.89'],
  [-3504, '-3,504.00', '-3,504.00'],
])('%d dollars', (usd, amount, change) => {
  expect(dollars(usd)).toBe(amount);
  expect(difference(usd)).toBe(change);
});
