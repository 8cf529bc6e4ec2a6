import { allEnvironments } from '@smile/apps';
import { USAGE } from '@smile/core';
import { costOf, type EnvironmentCost, isJudged } from '@smile/cost';
import { Inventory } from '@smile/inventory';
import { beforeAll, expect, test } from 'vitest';
import { estateJson } from './fixtures/estate-json.ts';
import { secondCountryJson } from './fixtures/second-country.ts';

let estate: Inventory;
let costs: readonly EnvironmentCost[];

beforeAll(async () => {
  estate = Inventory.fromStacks({ ...(await estateJson()), ...(await secondCountryJson()) });
  costs = costOf(estate, { on: '2026-11-27' });
});

test('every type of the estate has a price, is free for a reason, or is listed without a price', () => {
  const types = Object.keys(estate.countByType({ mode: 'managed' }));
  expect(types.length).toBeGreaterThan(100);
  expect(types.filter((type) => !isJudged(type))).toEqual([]);
});

test('every environment costs something, and less than its budget', () => {
  for (const { environment, usdPerMonth, budgetUsd } of costs) {
    expect(usdPerMonth, environment).toBeGreaterThan(0);
    expect(usdPerMonth, environment).toBeLessThan(budgetUsd ?? Number.POSITIVE_INFINITY);
  }
});

test('production assumes its use, and others say that they take defaults', async () => {
  const given = (await allEnvironments()).find(({ stage }) => stage === 'production')?.usage ?? {};
  expect(Object.keys(given).length).toBeGreaterThan(20);
  const defaults = (id: string) =>
    costs
      .find(({ environment }) => environment === id)
      ?.lines.flatMap(({ assumes }) => (assumes?.isDefault === true ? [assumes.name] : []));
  // The disk of a broker is the service's, so nobody assumes another.
  expect(new Set(defaults('indonesia/production'))).toEqual(new Set(['brokerStorageGb']));
  expect(new Set(defaults('indonesia/dev')).size).toBe(Object.keys(USAGE).length);
});

/**
 * What follows from the code of production on 2026-11-27, worked out by hand from AWS's price pages with the sizes of the
 * requirements: 730 hours, prices of the table of this repository.
 */
test.each([
  // db.m5.4xlarge 1.88 and db.m5.xlarge 0.47, both with a standby: 2 × 730 × (1.88 + 0.47).
  ['RDS', /^mysql on/, 3431],
  // 16 + 4 vCPUs with standbys: 40 × 730 × 0.12.
  ['RDS', /^extended support/, 3504],
  // 500 + 200 GB with standbys: 1,400 × 0.138.
  ['RDS', /storage$/, 193.2],
  // 2 × cache.m5.xlarge.
  ['ElastiCache', /./, 567.94],
  // 14 endpoints in 3 zones: 42 × 730 × 0.013.
  ['VPC', /^interface endpoints/, 398.58],
  // 3 NAT gateways: 3 × 730 × 0.059.
  ['VPC', /^NAT gateways/, 129.21],
  // 3 of NAT, and 3 for each of 4 public load balancers: 15 × 730 × 0.005.
  ['VPC', /^public addresses/, 54.75],
  ['EKS', /./, 146],
])('production pays for %s %s what its pages say', (service, what, usd) => {
  const production = costs.find(({ environment }) => environment === 'indonesia/production');
  const lines = production?.lines.filter((line) => line.service === service && what.test(line.what)) ?? [];
  expect(lines.reduce((sum, line) => sum + line.usdPerMonth, 0)).toBeCloseTo(usd, 2);
});

test('a country whose region has no prices of its own shows which stand in', () => {
  const foreign = costs.filter(({ environment }) => !environment.startsWith('indonesia/'));
  expect(foreign.length).toBeGreaterThan(0);
  for (const { region, lines } of foreign) {
    const own = lines.filter(({ price }) => !price.isStandIn).map(({ price }) => price.region);
    expect(own.filter((one) => one !== 'global' && one !== region)).toEqual([]);
    expect(lines.some(({ price }) => price.isStandIn)).toBe(true);
  }
});
