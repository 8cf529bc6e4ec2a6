import { findRegionFacts, type RegionFacts } from '@smile/core/regions';
import type { RecipeContext } from '../facts.ts';

// Zone ids are the region abbreviated, as in use1-az1. https://docs.aws.amazon.com/ram/latest/userguide/working-with-az-ids.html
const DIRECTIONS: { readonly [word: string]: string } = {
  north: 'n',
  south: 's',
  east: 'e',
  west: 'w',
  central: 'c',
  northeast: 'ne',
  southeast: 'se',
  northwest: 'nw',
  southwest: 'sw',
};

/** The zone id of a zone name: `us-east-1a` is `use1-az1`. In a rehearsal a is always az1; accounts differ in reality. */
export function zoneIdOf(zoneName: string): string {
  const [, area = '', direction = '', number = '', letter = 'a'] =
    /^([a-z]{2})-([a-z]+)-(\d)([a-z])$/.exec(zoneName) ?? [];
  return `${area}${DIRECTIONS[direction] ?? direction}${number}-az${letter.charCodeAt(0) - 'a'.charCodeAt(0) + 1}`;
}

/** The zone name of a zone id in a region: `use1-az1` is `us-east-1a`. */
function zoneNameOf(zoneId: string, region: string): string {
  const number = Number(/-az(\d)$/.exec(zoneId)?.[1] ?? '1');
  return `${region}${String.fromCharCode('a'.charCodeAt(0) + number - 1)}`;
}

/** Zone name of a subnet or volume: given, or that of its zone id, or the first of the region. */
export function zoneName(context: RecipeContext): string {
  if (context.asked('availability_zone_id')) return zoneNameOf(context.text('availability_zone_id'), context.region);
  return `${context.region}a`;
}

/** Zone id of a subnet or volume: given, or that of its zone name, or the first of the region. */
export function zoneId(context: RecipeContext): string {
  return zoneIdOf(context.asked('availability_zone') ? context.text('availability_zone') : `${context.region}a`);
}

/** Hosted zones of the names that AWS gives out in a region; undefined where the facts of the region are not known. */
export function hostedZonesOf(region: string): RegionFacts['hostedZones'] | undefined {
  return findRegionFacts(region)?.hostedZones;
}
