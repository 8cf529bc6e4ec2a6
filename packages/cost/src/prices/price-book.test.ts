import { describe, expect, test } from 'vitest';
import { instanceSize } from './instance-size.ts';
import { PriceBook } from './price-book.ts';
import { pricedRegions, priceFile } from './price-file.ts';

const jakarta = new PriceBook('ap-southeast-3');

describe.each(pricedRegions())('the prices of %s', (region) => {
  const file = priceFile(region);
  const prices = file?.prices ?? [];

  test('are each there once, dated, with a source', () => {
    const ids = prices.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, usd, unit, readOn, source, confidence } of prices) {
      expect(usd, id).toBeGreaterThan(0);
      expect(unit, id).not.toBe('');
      expect(readOn, id).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(file?.sources[source], id).toBeDefined();
      expect(['high', 'medium', 'low']).toContain(confidence);
    }
  });

  // A table that was typed by hand, with one value for many sizes or regions, does not pass.
  test('are in proportion to size within a family', () => {
    const sized = prices.flatMap(({ id, usd }) => {
      const size = instanceSize(id);
      return size === undefined ? [] : [{ id, family: size.family, perUnit: usd / size.factor }];
    });
    for (const { id, family, perUnit } of sized) {
      const kin = sized.filter((other) => other.family === family);
      const mean = kin.reduce((sum, other) => sum + other.perUnit, 0) / kin.length;
      expect(Math.abs(perUnit / mean - 1), id).toBeLessThan(0.01);
    }
  });

  test('stand in for regions that have a file', () => {
    expect((file?.standIns ?? []).filter((one) => priceFile(one) === undefined)).toEqual([]);
  });

  test('leave no source unused', () => {
    const used = new Set(prices.map(({ source }) => source));
    expect(Object.keys(file?.sources ?? {}).filter((source) => !used.has(source))).toEqual([]);
  });
});

test('a region has its own price before that of one that stands in for it', () => {
  // Singapore has 0.12, from its bill of May 2025.
  expect(jakarta.find('transfer/internet-out')).toMatchObject({
    usd: 0.132,
    region: 'ap-southeast-3',
    isStandIn: false,
  });
  expect(jakarta.find('vpc/nat-gateway')).toMatchObject({ usd: 0.059, region: 'ap-southeast-1', isStandIn: true });
  expect(jakarta.find('cloudwatch/dashboard')).toMatchObject({ usd: 3, region: 'us-east-1', isStandIn: true });
});

test('a size without a price has that of its family, in proportion', () => {
  // https://aws.amazon.com/elasticache/pricing: 0.389 for xlarge.
  expect(jakarta.find('elasticache/redis/cache.m5.2xlarge')).toMatchObject({
    usd: 0.778,
    basis: 'derived',
    confidence: 'medium',
    note: '2 × cache.m5.xlarge',
  });
  // The nearest size is taken: 0.095 for medium.
  expect(jakarta.find('elasticache/redis/cache.t4g.small')).toMatchObject({
    usd: 0.0475,
    note: '0.5 × cache.t4g.medium',
  });
});

test('what nobody has read is unknown', () => {
  expect(jakarta.find('rds/mysql/db.x9.large')).toBeUndefined();
  expect(jakarta.find('vpc/teleporter')).toBeUndefined();
  expect(jakarta.share('none/a', 'none/b', 0.8, 'why')).toBeUndefined();
});

test('instances are those of the facts of the region', () => {
  // https://aws.amazon.com/ec2/pricing/on-demand, read in 2022.
  expect(jakarta.find('ec2/t3.large')).toMatchObject({ usd: 0.1056, unit: 'instance-hour', basis: 'read' });
});

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/apply_ri.html#ri-normalization-factor
test.each([
  ['t3.nano', { family: 't3', factor: 0.25 }],
  ['db.m5.large', { family: 'db.m5', factor: 4 }],
  ['db.m5.4xlarge', { family: 'db.m5', factor: 32 }],
  ['m5.metal', undefined],
  ['vpc/nat-gateway', undefined],
])('the size of %s', (type, size) => {
  expect(instanceSize(type)).toEqual(size);
});
