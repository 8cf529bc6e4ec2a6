import { knownRegions, regionFacts, zonesSelling } from '@smile/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planZones, type ZonePlanRequest } from './zone-plan.ts';

const ZONES = ['apse3-az1', 'apse3-az2', 'apse3-az3'];

const jakarta = (request: Partial<ZonePlanRequest>): ZonePlanRequest => ({
  region: 'ap-southeast-3',
  zones: ZONES,
  instanceType: 'd3en.2xlarge',
  count: 3,
  zoneCount: 3,
  ...request,
});

const written = (request: Partial<ZonePlanRequest>) =>
  planZones(jakarta(request)).groups?.map(({ zone, instanceType, count }) => `${zone}: ${count} ${instanceType}`);

describe('a plan', () => {
  test('has one node of Kafka or ZooKeeper in every zone, of another type where theirs is not sold (DAT-KAFKA, DAT-ZOOKEEPER)', () => {
    expect(written({ typesByZone: { 'apse3-az3': 'i3en.2xlarge' } })).toEqual([
      'apse3-az1: 1 d3en.2xlarge',
      'apse3-az2: 1 d3en.2xlarge',
      'apse3-az3: 1 i3en.2xlarge',
    ]);
  });

  test('has three nodes of ClickHouse in one zone and two in the other (DAT-CLICKHOUSE)', () => {
    expect(written({ count: 5, zoneCount: 2 })).toEqual(['apse3-az1: 3 d3en.2xlarge', 'apse3-az2: 2 d3en.2xlarge']);
  });

  test('passes over a zone that does not sell the type', () => {
    expect(written({ zones: ['apse3-az3', 'apse3-az1', 'apse3-az2'], count: 2, zoneCount: 2 })).toEqual([
      'apse3-az1: 1 d3en.2xlarge',
      'apse3-az2: 1 d3en.2xlarge',
    ]);
  });

  test('keeps to the type of a zone even where the usual one is sold', () => {
    expect(written({ count: 1, zoneCount: 1, typesByZone: { 'apse3-az1': 'i3en.2xlarge' } })).toEqual([
      'apse3-az1: 1 i3en.2xlarge',
    ]);
  });
});

describe('no plan', () => {
  test('for d3en in three zones: it names the zones that sell it and what to choose instead', () => {
    expect(planZones(jakarta({})).problems).toEqual([
      'zoneCount is 3, but d3en.2xlarge is sold in apse3-az1, apse3-az2 of apse3-az1, apse3-az2, apse3-az3 (Jakarta); set zoneCount to 2, or name a type for apse3-az3 in typesByZone, as in i3en.2xlarge',
    ]);
  });

  test('for d3en.2xlarge in apse3-az3', () => {
    expect(planZones(jakarta({ typesByZone: { 'apse3-az3': 'd3en.2xlarge' } })).problems).toEqual([
      'typesByZone: instanceType d3en.2xlarge is not sold in apse3-az3, but in apse3-az1, apse3-az2; choose one of these zones, or in apse3-az3 i3en.2xlarge or i7ie.2xlarge',
    ]);
  });

  test('for t3a, which Jakarta does not sell', () => {
    expect(planZones(jakarta({ instanceType: 't3a.large' })).problems).toEqual([
      'instanceType t3a.large is not sold in ap-southeast-3 (Jakarta); choose t3.large or t4g.large',
    ]);
  });

  test('for a type that nothing is known of', () => {
    expect(planZones(jakarta({ instanceType: 'toaster' })).problems).toEqual([
      'instanceType toaster is not sold in ap-southeast-3 (Jakarta); choose a type of packages/core/data that it sells',
    ]);
  });

  test('for numbers that leave a zone empty, and a zone without subnet, in one go', () => {
    expect(planZones(jakarta({ count: 2, typesByZone: { 'apse3-az4': 'i3en.2xlarge' } })).problems).toEqual([
      'count must be a whole number of at least zoneCount, got count=2 zoneCount=3; every zone needs a node',
      'typesByZone: apse3-az4 has no subnet, expected one of apse3-az1, apse3-az2, apse3-az3; remove it',
    ]);
    expect(planZones(jakarta({ zoneCount: 0 })).problems).toEqual([
      'zoneCount must be a whole number of at least 1, got 0; 3 survives the loss of a zone',
    ]);
  });

  test('for zones of which none sells the type', () => {
    expect(planZones(jakarta({ zones: ['apse3-az3'], count: 1, zoneCount: 1 })).problems).toEqual([
      'zoneCount is 1, but d3en.2xlarge is sold in none of apse3-az3 (Jakarta); name a type for apse3-az3 in typesByZone, as in i3en.2xlarge',
    ]);
  });
});

describe.each(knownRegions())('whatever is asked in %s', (region) => {
  const { zones: all } = regionFacts(region);
  const types = Object.keys(regionFacts(region).ec2Offerings.zonesByType);
  const requests = fc.record({
    region: fc.constant(region),
    zones: fc.shuffledSubarray([...all], { minLength: 1 }),
    instanceType: fc.constantFrom(...types),
    count: fc.integer({ min: 1, max: 12 }),
    zoneCount: fc.integer({ min: 1, max: 3 }),
    typesByZone: fc.dictionary(fc.constantFrom(...all), fc.constantFrom('i3en.2xlarge', 'd3en.2xlarge'), {
      maxKeys: 2,
    }),
  });

  test('a plan has as many nodes and zones as were asked for, each where its type is sold', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { groups } = planZones(request);
        if (groups === undefined) return;
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(request.count);
        expect(new Set(groups.map(({ zone }) => zone)).size).toBe(request.zoneCount);
        for (const { zone, instanceType } of groups) {
          expect(zonesSelling(region, instanceType)).toContain(zone);
          expect(instanceType).toBe(request.typesByZone[zone] ?? request.instanceType);
        }
      }),
    );
  });

  test('zones differ by one node at most, and none is empty', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const counts = planZones(request).groups?.map(({ count }) => count) ?? [1];
        expect(Math.min(...counts)).toBeGreaterThan(0);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('an appended zone moves nothing', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { groups } = planZones(request);
        const appended = all.filter((zone) => !request.zones.includes(zone));
        if (groups === undefined) return;
        expect(planZones({ ...request, zones: [...request.zones, ...appended] }).groups).toEqual(groups);
      }),
    );
  });

  test('there is a plan or a reason', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const { groups, problems } = planZones(request);
        expect(groups === undefined ? problems?.length : groups.length).toBeGreaterThan(0);
      }),
    );
  });
});
