import { closest } from '../errors/closest.ts';
import { regionFacts, zonesSelling } from './region-facts.ts';

/** What is wrong with running an EC2 instance type in a zone: a sentence, or nothing when the zone sells it. */
export function instanceTypeProblems(region: string, instanceType: string, zone: string): string[] {
  const zones = zonesSelling(region, instanceType);
  if (zones.includes(zone)) return [];
  if (zones.length > 0) {
    return [
      `instanceType ${instanceType} is not sold in ${zone}, but in ${zones.join(', ')}; choose one of these zones or another type`,
    ];
  }
  const guess = closest(instanceType, Object.keys(regionFacts(region).ec2Offerings.zonesByType));
  const remedy = guess === undefined ? 'choose a type that it sells' : `did you mean ${guess}?`;
  return [`instanceType ${instanceType} is not sold in ${region}; ${remedy}`];
}
