import { ValidationError } from '../errors/validation-error.ts';
import { AP_SOUTHEAST_3 } from './ap-southeast-3.ts';

/** Where a set of facts comes from, and when it was true. */
export interface Source {
  readonly source: string;
  /** ISO date, as in `2026-08-01`. */
  readonly asOf: string;
}

/** One availability zone. Ids are the same in every account; names are not. */
export interface ZoneFacts {
  /** As in `apse3-az1`. */
  readonly id: string;
  /** Name in the account that the facts were read from, as in `ap-southeast-3a`. For display and rehearsal only. */
  readonly usualName: string;
}

/** What an EC2 instance costs on demand, with Linux and shared tenancy. */
export interface Ec2Price {
  readonly usdPerHour: number;
  /** `direct` was read for this region, `derived` follows from another size or from a region with equal prices. */
  readonly basis: 'direct' | 'derived';
  /** ISO date of the reading, where it is known. @default - not recorded */
  readonly readOn?: string;
}

/** What AWS sells in one region. Every answer that is not in the data is "unknown", never "no". */
export interface RegionFacts {
  readonly region: string;
  /** City, as in `Jakarta`. */
  readonly city: string;
  /** Whether an account must switch the region on before use. */
  readonly optIn: boolean;
  readonly zones: readonly ZoneFacts[];
  /** Account that writes Elastic Load Balancing access logs, which a log bucket's policy must name. */
  readonly elbLogAccountId: string;
  /** EC2 instance types with the ids of the zones that sell them. */
  readonly ec2Offerings: Source & { readonly zonesByType: Readonly<Record<string, readonly string[]>> };
  /** On-demand Linux prices of EC2 instance types. */
  readonly ec2Prices: Source & { readonly byType: Readonly<Record<string, Ec2Price>> };
  /** Classes that managed services sell, in each service's own spelling (`db.m5.xlarge`, `cache.m5.large`, `mq.m5.large`). */
  readonly classes: Source & {
    readonly rdsMysql: readonly string[];
    readonly elasticache: readonly string[];
    readonly mq: readonly string[];
  };
  /** AWS services by their endpoint prefix. */
  readonly services: Source & { readonly available: readonly string[]; readonly unavailable: readonly string[] };
}

const REGIONS: Readonly<Record<string, RegionFacts>> = { [AP_SOUTHEAST_3.region]: AP_SOUTHEAST_3 };

/** Regions whose facts we carry. */
export function knownRegions(): [string, ...string[]] {
  const [first, ...rest] = Object.keys(REGIONS).sort();
  return [first ?? AP_SOUTHEAST_3.region, ...rest];
}

/**
 * The facts of a region.
 *
 * @throws ValidationError for a region whose facts we do not carry.
 */
export function regionFacts(region: string): RegionFacts {
  const facts = REGIONS[region];
  if (facts === undefined) {
    throw new ValidationError(`region ${region}`, [
      `no facts about this region, expected one of ${knownRegions().join(', ')}; add a folder to packages/core/data`,
    ]);
  }
  return facts;
}

/** Zone ids of a region that sell an EC2 instance type; empty when the region does not sell it. */
export function zonesSelling(region: string, instanceType: string): readonly string[] {
  return regionFacts(region).ec2Offerings.zonesByType[instanceType] ?? [];
}
