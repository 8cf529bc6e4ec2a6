import { regionFacts, zonesSelling } from '@smile/core';

/** Families that do the same work, the nearest first. */
const SUBSTITUTES: Readonly<Record<string, readonly string[]>> = {
  c5a: ['c5', 'c6g', 'c7g'],
  c6a: ['c7i', 'c6g'],
  c6i: ['c7i', 'c7g'],
  c7a: ['c7i', 'c7g'],
  d3: ['d3en', 'i3en'],
  d3en: ['i3en', 'i7ie', 'i4i'],
  i3en: ['i7ie', 'i4i', 'd3en'],
  i4g: ['i4i', 'i7i'],
  im4gn: ['i4i', 'i7ie'],
  is4gen: ['i3en', 'i7ie'],
  m5a: ['m5', 'm6i', 'm6g'],
  m6a: ['m6i', 'm6g'],
  m7a: ['m7i', 'm7g'],
  r5a: ['r5', 'r6g'],
  r6i: ['r7i', 'r6g'],
  r7a: ['r7i', 'r7g'],
  t2: ['t3', 't4g'],
  t3a: ['t3', 't4g'],
};

/** How many types to name: enough to choose from, few enough to read. */
const MOST = 2;

/**
 * Types of the same size and purpose that a region sells, or one zone of it; none for a family that we know nothing of.
 *
 * @param zone id, as in `apse3-az3`. @default - any zone
 */
export function substitutesFor(region: string, instanceType: string, zone?: string): string[] {
  const [family = '', size = ''] = instanceType.split('.');
  return (SUBSTITUTES[family] ?? [])
    .map((other) => `${other}.${size}`)
    .filter((type) => {
      const zones = zonesSelling(region, type);
      return zone === undefined ? zones.length > 0 : zones.includes(zone);
    })
    .slice(0, MOST);
}

/** What is wrong with a type in a zone, with what to choose instead: a sentence, or nothing when the zone sells it. */
export function typeInZoneProblems(region: string, instanceType: string, zone: string): string[] {
  const zones = zonesSelling(region, instanceType);
  if (zones.includes(zone)) return [];
  if (zones.length === 0) return typeProblems(region, instanceType);
  const others = substitutesFor(region, instanceType, zone);
  const choose = others.length > 0 ? `, or in ${zone} ${others.join(' or ')}` : ', or another type';
  return [
    `instanceType ${instanceType} is not sold in ${zone}, but in ${zones.join(', ')}; choose ${zones.length > 1 ? 'one of these zones' : 'that zone'}${choose}`,
  ];
}

/** What is wrong with a type anywhere in a region: a sentence, or nothing when one of its zones sells it. */
export function typeProblems(region: string, instanceType: string): string[] {
  if (zonesSelling(region, instanceType).length > 0) return [];
  const others = substitutesFor(region, instanceType);
  const { city } = regionFacts(region);
  const choose = others.length > 0 ? others.join(' or ') : 'a type of packages/core/data that it sells';
  return [`instanceType ${instanceType} is not sold in ${region} (${city}); choose ${choose}`];
}
