import { describe, expect, test } from 'vitest';
import { substitutesFor, typeInZoneProblems, typeProblems } from './substitutes.ts';

const REGION = 'ap-southeast-3';

describe('what to choose instead', () => {
  test.each([
    ['d3en.2xlarge', 'apse3-az3', ['i3en.2xlarge', 'i7ie.2xlarge']],
    ['d3.2xlarge', undefined, ['d3en.2xlarge', 'i3en.2xlarge']],
    ['t3a.large', undefined, ['t3.large', 't4g.large']],
    ['m7a.xlarge', undefined, ['m7i.xlarge', 'm7g.xlarge']],
    ['t3a.toaster', undefined, []],
    ['toaster', undefined, []],
  ])('of %s in %s: %j', (type, zone, types) => {
    expect(substitutesFor(REGION, type, zone)).toEqual(types);
  });
});

describe('problems', () => {
  test('none where the type is sold', () => {
    expect(typeInZoneProblems(REGION, 'd3en.2xlarge', 'apse3-az1')).toEqual([]);
    expect(typeProblems(REGION, 'm6g.xlarge')).toEqual([]);
  });

  test('of a zone that does not sell a type, with and without a substitute', () => {
    expect(typeInZoneProblems(REGION, 'd3en.2xlarge', 'apse3-az3')).toEqual([
      'instanceType d3en.2xlarge is not sold in apse3-az3, but in apse3-az1, apse3-az2; choose one of these zones, or in apse3-az3 i3en.2xlarge or i7ie.2xlarge',
    ]);
    expect(typeInZoneProblems(REGION, 'p5.48xlarge', 'apse3-az2')).toEqual([
      'instanceType p5.48xlarge is not sold in apse3-az2, but in apse3-az1; choose that zone, or another type',
    ]);
  });

  test('of a region that does not sell a type', () => {
    expect(typeInZoneProblems(REGION, 't3a.large', 'apse3-az1')).toEqual([
      'instanceType t3a.large is not sold in ap-southeast-3 (Jakarta); choose t3.large or t4g.large',
    ]);
  });
});
