import { ValidationError } from '../errors/validation-error.ts';
import { type FactFileName, hasFactFile, readFactFile, regionFolders } from './fact-files.ts';

/** Where a set of facts comes from, and when it was true. */
export interface Source {
  readonly source: string;
  /** ISO date, as in `2026-08-01`. */
  readonly asOf: string;
}

/** What an EC2 instance costs on demand, with Linux and shared tenancy. */
export interface Ec2Price {
  readonly usdPerHour: number;
  /** `direct` was read for this region, `derived` follows from another size or from a region with equal prices. */
  readonly basis: 'direct' | 'derived';
  /** ISO date of the reading, where it is known. @default - not recorded */
  readonly readOn?: string;
}

/** What a region is: `region.json`. */
interface RegionItself extends Source {
  /** As AWS calls it, as in `Asia Pacific (Singapore)`. */
  readonly name: string;
  readonly city: string;
  /** Whether an account must switch the region on before use. */
  readonly optIn: boolean;
  /** Ids of the availability zones. They are the same in every account; names are not. */
  readonly zones: readonly string[];
  /**
   * Account that writes Elastic Load Balancing access logs, in regions opened before August 2022.
   * @default - none; the service writes them itself
   */
  readonly elbLogAccountId?: string;
  /** Hosted zones of names that AWS gives out, for alias records. */
  readonly hostedZones: { readonly loadBalancers: string; readonly bucketWebsites: string };
  /** The nearest regions from which Route 53 checks health: three at least, which is what it asks for. */
  readonly healthCheckRegions: readonly string[];
}

/** Zones by EC2 instance type that they sell. */
export interface Ec2Offerings extends Source {
  readonly zonesByType: Readonly<Record<string, readonly string[]>>;
}

/** On-demand Linux prices of EC2 instance types. */
export interface Ec2Prices extends Source {
  readonly byType: Readonly<Record<string, Ec2Price>>;
}

/** Classes that managed services sell, in each service's own spelling (`db.m5.xlarge`, `cache.m5.large`, `mq.m5.large`). */
export interface Classes extends Source {
  readonly rdsMysql: readonly string[];
  readonly elasticache: readonly string[];
  readonly mq: readonly string[];
}

/** AWS services by their endpoint prefix. */
export interface Services extends Source {
  readonly available: readonly string[];
  readonly unavailable: readonly string[];
  /** Without an endpoint in the SDK's list: a hint that the region lacks them. @default - no such list was read */
  readonly notListed?: readonly string[];
}

/** Managed rules of AWS Config by identifier. */
export interface ConfigRules extends Source {
  readonly absent: readonly string[];
}

/**
 * What AWS has and sells in one region: the files of `data/<region>`, each read when it is first asked for.
 *
 * Every answer that is not in the data is "unknown", never "no". Reading a mandatory file that is missing throws an error
 * that names the command which fills it.
 */
export interface RegionFacts extends RegionItself {
  readonly region: string;
  readonly ec2Offerings: Ec2Offerings;
  /** @default - no prices are known: unknown, never zero */
  readonly ec2Prices: Ec2Prices | undefined;
  readonly classes: Classes;
  readonly services: Services;
  /** @default - not known, so every rule is made and AWS Config refuses what it lacks */
  readonly configRules: ConfigRules | undefined;
}

const known = new Map<string, RegionFacts>();

/** Regions whose facts we carry: the folders of `packages/core/data`. */
export function knownRegions(): readonly string[] {
  return regionFolders();
}

/**
 * The facts of a region.
 *
 * @throws ValidationError for a region whose facts we do not carry, or carry in part.
 */
export function regionFacts(region: string): RegionFacts {
  const facts = known.get(region) ?? load(region);
  known.set(region, facts);
  return facts;
}

/**
 * The facts of a region, where there are some: for whatever looks at resources, since a plan or an override may name any region, or none.
 * That it is the wrong one is another check's matter (REG-1).
 */
export function findRegionFacts(region: string | undefined): RegionFacts | undefined {
  return region !== undefined && knownRegions().includes(region) ? regionFacts(region) : undefined;
}

/** Zone ids of a region that sell an EC2 instance type; empty when the region does not sell it. */
export function zonesSelling(region: string, instanceType: string): readonly string[] {
  return regionFacts(region).ec2Offerings.zonesByType[instanceType] ?? [];
}

function load(region: string): RegionFacts {
  if (!knownRegions().includes(region)) {
    throw new ValidationError(`region ${region}`, [
      `no facts about this region, expected one of ${knownRegions().join(', ')}; add a folder to packages/core/data, as its README says`,
    ]);
  }
  const itself = readFactFile<RegionItself>(region, 'region');
  const files = new Map<FactFileName, object>();
  const read = <T extends Source>(file: FactFileName): T => {
    const facts = files.get(file) ?? readFactFile(region, file);
    files.set(file, facts);
    return facts as T;
  };
  const readIfThere = <T extends Source>(file: FactFileName): T | undefined =>
    hasFactFile(region, file) ? read(file) : undefined;
  return {
    ...itself,
    region,
    get ec2Offerings() {
      return read<Ec2Offerings>('ec2-offerings');
    },
    get ec2Prices() {
      return readIfThere<Ec2Prices>('ec2-prices');
    },
    get classes() {
      return read<Classes>('classes');
    },
    get services() {
      return read<Services>('services');
    },
    get configRules() {
      return readIfThere<ConfigRules>('config-rules');
    },
  };
}
