import { regionFacts, zonesSelling } from '@smile/core';
import { substitutesFor, typeInZoneProblems, typeProblems } from './substitutes.ts';

/** What nodes are asked for. */
export interface ZonePlanRequest {
  readonly region: string;
  /** Zone ids that have subnets, in their order, as in `apse3-az1`. */
  readonly zones: readonly string[];
  /** As in `d3en.2xlarge`. */
  readonly instanceType: string;
  /** Number of nodes. */
  readonly count: number;
  /** Over how many zones to spread them: the first ones that can hold them. As many as nodes is one node per zone. */
  readonly zoneCount: number;
  /** Type to use instead in single zones, as in `{ 'apse3-az3': 'i3en.2xlarge' }`. @default - the same type everywhere */
  readonly typesByZone?: Readonly<Record<string, string>>;
}

/** The nodes of one zone. */
export interface ZoneGroup {
  readonly zone: string;
  readonly instanceType: string;
  readonly count: number;
}

/** A plan, or every reason why there is none. */
export type ZonePlan =
  | { readonly groups: readonly ZoneGroup[]; readonly problems?: undefined }
  | { readonly problems: readonly string[]; readonly groups?: undefined };

/**
 * Spreads nodes over zones that sell their type.
 *
 * Pure. Counts differ by one at most, and earlier zones have the more. A zone that is appended changes nothing: nodes
 * with data must not move because a network grew. A type in {@link ZonePlanRequest.typesByZone} counts even where the usual
 * one is sold, so that news from AWS moves nothing either.
 */
export function planZones(request: ZonePlanRequest): ZonePlan {
  const { region, zones, instanceType, count, zoneCount, typesByZone = {} } = request;
  const problems = [...countProblems(request), ...typesByZoneProblems(request)];
  const typeIn = (zone: string) => typesByZone[zone] ?? instanceType;
  const able = zones.filter((zone) => zonesSelling(region, typeIn(zone)).includes(zone));
  if (problems.length === 0 && able.length < zoneCount) problems.push(...tooFewZones(request, able));
  if (problems.length > 0) return { problems };
  const [least, more] = [Math.floor(count / zoneCount), count % zoneCount];
  return {
    groups: able.slice(0, zoneCount).map((zone, index) => ({
      zone,
      instanceType: typeIn(zone),
      count: index < more ? least + 1 : least,
    })),
  };
}

function countProblems({ count, zoneCount }: ZonePlanRequest): string[] {
  if (!Number.isInteger(zoneCount) || zoneCount < 1) {
    return [`zoneCount must be a whole number of at least 1, got ${zoneCount}; 3 survives the loss of a zone`];
  }
  if (Number.isInteger(count) && count >= zoneCount) return [];
  return [
    `count must be a whole number of at least zoneCount, got count=${count} zoneCount=${zoneCount}; every zone needs a node`,
  ];
}

function typesByZoneProblems({ region, zones, typesByZone = {} }: ZonePlanRequest): string[] {
  return Object.entries(typesByZone).flatMap(([zone, type]) =>
    zones.includes(zone)
      ? typeInZoneProblems(region, type, zone).map((problem) => `typesByZone: ${problem}`)
      : [`typesByZone: ${zone} has no subnet, expected one of ${zones.join(', ')}; remove it`],
  );
}

function tooFewZones({ region, zones, instanceType, zoneCount }: ZonePlanRequest, able: readonly string[]): string[] {
  const nowhere = typeProblems(region, instanceType);
  if (nowhere.length > 0) return nowhere;
  const unable = zones.find((zone) => !able.includes(zone));
  const [substitute] = unable === undefined ? [] : substitutesFor(region, instanceType, unable);
  const remedies = [
    ...(able.length > 0 ? [`set zoneCount to ${able.length}`] : []),
    ...(substitute === undefined ? [] : [`name a type for ${unable} in typesByZone, as in ${substitute}`]),
  ];
  const { city } = regionFacts(region);
  return [
    `zoneCount is ${zoneCount}, but ${instanceType} is sold in ${able.join(', ') || 'none'} of ${zones.join(', ')} (${city}); ${remedies.join(', or ') || 'choose another type'}`,
  ];
}
