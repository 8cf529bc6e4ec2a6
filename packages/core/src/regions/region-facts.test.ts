import { describe, expect, test } from 'vitest';
import { regionFacts, zonesSelling } from './region-facts.ts';

const jakarta = regionFacts('ap-southeast-3');

describe('Jakarta (REG-1)', () => {
  test('has three zones and must be switched on per account', () => {
    expect(jakarta.zones.map(({ id }) => id)).toEqual(['apse3-az1', 'apse3-az2', 'apse3-az3']);
    expect(jakarta.optIn).toBe(true);
  });

  test('sells d3en in two of its three zones', () => {
    expect(zonesSelling('ap-southeast-3', 'd3en.2xlarge')).toEqual(['apse3-az1', 'apse3-az2']);
  });

  test.each(['i3en.2xlarge', 'm6g.2xlarge', 'm6g.xlarge', 't3.2xlarge', 't3.large', 't3.small', 't3.xlarge'])(
    'sells %s in every zone',
    (type) => {
      expect(zonesSelling('ap-southeast-3', type)).toEqual(['apse3-az1', 'apse3-az2', 'apse3-az3']);
    },
  );

  test.each(['t3a.large', 'd3.2xlarge', 'm6a.large', 'i4g.large'])('does not sell %s', (type) => {
    expect(zonesSelling('ap-southeast-3', type)).toEqual([]);
  });

  test('sells the classes of the requirements', () => {
    expect(jakarta.classes.rdsMysql).toEqual(
      expect.arrayContaining(['db.m5.4xlarge', 'db.m5.xlarge', 'db.m5.2xlarge']),
    );
    expect(jakarta.classes.elasticache).toContain('cache.m5.xlarge');
    expect(jakarta.classes.mq).toContain('mq.m5.large');
  });

  test('has the services of the requirements, and lacks Macie', () => {
    const { available, unavailable } = jakarta.services;
    expect(available).toEqual(
      expect.arrayContaining([
        'backup',
        'cloudtrail',
        'config',
        'eks',
        'elasticache',
        'guardduty',
        'mq',
        'securityhub',
      ]),
    );
    expect(unavailable).toContain('macie2');
    expect(available.filter((service) => unavailable.includes(service))).toEqual([]);
  });

  test('prices every type that the requirements name', () => {
    const prices = ['d3en.2xlarge', 'm6g.2xlarge', 'm6g.xlarge', 't3.2xlarge', 't3.large'].map(
      (type) => jakarta.ec2Prices.byType[type]?.usdPerHour,
    );
    expect(prices).toEqual([1.318, 0.384, 0.192, 0.4224, 0.1056]);
  });

  test('holds well-formed data: a basis and a positive price each, known zones, dated sources', () => {
    for (const price of Object.values(jakarta.ec2Prices.byType)) {
      expect(price.usdPerHour).toBeGreaterThan(0);
      expect(['direct', 'derived']).toContain(price.basis);
      if (price.readOn !== undefined) expect(price.readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    const zoneIds = jakarta.zones.map(({ id }) => id);
    for (const zones of Object.values(jakarta.ec2Offerings.zonesByType)) {
      expect(zones.filter((zone) => !zoneIds.includes(zone))).toEqual([]);
    }
    const { ec2Offerings, ec2Prices, classes, services } = jakarta;
    for (const { source, asOf } of [ec2Offerings, ec2Prices, classes, services]) {
      expect(source).not.toBe('');
      expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

test('refuses a region without facts', () => {
  expect(() => regionFacts('ap-southeast-9')).toThrow(
    'region ap-southeast-9: no facts about this region, expected one of ap-southeast-3; add a folder to packages/core/data',
  );
});
