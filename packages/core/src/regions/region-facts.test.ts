import { describe, expect, test } from 'vitest';
import { ValidationError } from '../errors/validation-error.ts';
import { knownRegions, regionFacts, zonesSelling } from './region-facts.ts';

const jakarta = regionFacts('ap-southeast-3');
const malaysia = regionFacts('ap-southeast-5');

describe.each(knownRegions())('%s', (region) => {
  const facts = regionFacts(region);

  test('has zones whose ids abbreviate its name, as AWS does', () => {
    // https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
    const [, area, direction, number] = /^([a-z]+)-([a-z]+)-(\d)$/.exec(region) ?? [];
    const letters: Readonly<Record<string, string>> = { southeast: 'se', northeast: 'ne', south: 's', east: 'e' };
    expect(facts.zones.length).toBeGreaterThanOrEqual(2);
    for (const zone of facts.zones)
      expect(zone).toMatch(new RegExp(`^${area}${letters[direction ?? '']}${number}-az\\d$`));
  });

  test('sells in zones that it has', () => {
    const types = Object.values(facts.ec2Offerings.zonesByType);
    expect(types.length).toBeGreaterThan(100);
    expect(types.flat().filter((zone) => !facts.zones.includes(zone))).toEqual([]);
  });

  test('names classes as their services do', () => {
    const { rdsMysql, elasticache, mq } = facts.classes;
    for (const [classes, prefix] of [
      [rdsMysql, 'db.'],
      [elasticache, 'cache.'],
      [mq, 'mq.'],
    ] as const) {
      expect(classes.length).toBeGreaterThan(5);
      expect(classes.filter((name) => !name.startsWith(prefix))).toEqual([]);
    }
  });

  test('says of no service that it is there and not there', () => {
    const { available, unavailable, notListed = [] } = facts.services;
    expect(available.length).toBeGreaterThan(50);
    expect(available.filter((service) => [...unavailable, ...notListed].includes(service))).toEqual([]);
  });

  test('is checked from three regions at least, all of which have health checkers', () => {
    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
    const checkers = [
      'us-east-1',
      'us-west-1',
      'us-west-2',
      'eu-west-1',
      'ap-southeast-1',
      'ap-southeast-2',
      'ap-northeast-1',
      'sa-east-1',
    ];
    expect(new Set(facts.healthCheckRegions).size).toBeGreaterThanOrEqual(3);
    expect(facts.healthCheckRegions.filter((one) => !checkers.includes(one))).toEqual([]);
  });

  test('has prices with a basis, where it has any', () => {
    for (const { usdPerHour, basis, readOn } of Object.values(facts.ec2Prices?.byType ?? {})) {
      expect(usdPerHour).toBeGreaterThan(0);
      expect(['direct', 'derived']).toContain(basis);
      if (readOn !== undefined) expect(readOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });

  test('dates its facts, and says where they are from', () => {
    const { ec2Offerings, ec2Prices, classes, services, configRules } = facts;
    for (const one of [facts, ec2Offerings, ec2Prices, classes, services, configRules]) {
      if (one === undefined) continue;
      expect(one.source).not.toBe('');
      expect(one.asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});

describe('Jakarta (REG-1)', () => {
  test('has three zones and must be switched on per account', () => {
    expect(jakarta.zones).toEqual(['apse3-az1', 'apse3-az2', 'apse3-az3']);
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
    const wanted = ['backup', 'cloudtrail', 'config', 'eks', 'elasticache', 'guardduty', 'mq', 'securityhub'];
    expect(available).toEqual(expect.arrayContaining(wanted));
    expect(unavailable).toContain('macie2');
  });

  test('prices every type that the requirements name', () => {
    const prices = ['d3en.2xlarge', 'm6g.2xlarge', 'm6g.xlarge', 't3.2xlarge', 't3.large'].map(
      (type) => jakarta.ec2Prices?.byType[type]?.usdPerHour,
    );
    expect(prices).toEqual([1.318, 0.384, 0.192, 0.4224, 0.1056]);
  });
});

describe('Malaysia', () => {
  test('opened after August 2022, so no account writes load-balancer logs there', () => {
    // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
    expect(malaysia.elbLogAccountId).toBeUndefined();
    expect(regionFacts('ap-southeast-1').elbLogAccountId).toBe('114774131450');
  });

  test('sells no d3en, and i3en in every zone', () => {
    expect(zonesSelling('ap-southeast-5', 'd3en.2xlarge')).toEqual([]);
    expect(zonesSelling('ap-southeast-5', 'i3en.2xlarge')).toEqual(['apse5-az1', 'apse5-az2', 'apse5-az3']);
  });

  test('has no prices that we know of, which is not the same as zero', () => {
    expect(malaysia.ec2Prices).toBeUndefined();
  });
});

test('refuses a region without facts', () => {
  expect(() => regionFacts('ap-southeast-9')).toThrow(
    new ValidationError('region ap-southeast-9', [
      'no facts about this region, expected one of ap-southeast-1, ap-southeast-3, ap-southeast-5; add a folder to packages/core/data, as its README says',
    ]),
  );
});
