import { groupedBy } from './grouped-by.ts';
import type { Resource, Stack } from './model.ts';
import { oncePer } from './once-per.ts';

/** A country's production and staging, which mirrors it. */
export interface MirroredPair {
  readonly production: string;
  readonly staging: string;
}

/** A part that only one of two environments has. */
export interface MirrorDifference {
  readonly resource: Resource;
  /** The environment that lacks it. */
  readonly lackedBy: string;
  /** What is lacking: every resource of the type in that stack, or this one. */
  readonly lacks: 'type' | 'address';
  /** Which of its environment's stacks it is in. */
  readonly kind: string;
}

/** A difference between production and staging that is meant, whatever the environment. */
export interface MirrorException {
  readonly why: string;
  readonly source: string;
  readonly allows: (part: Part) => boolean;
}

/** A part of production that staging lacks. */
interface Part {
  readonly resource: Resource;
  readonly kind: string;
  /** Availability zone that its address names. @default - none */
  readonly zone?: string;
  /** Whether staging has the same part in another zone. */
  readonly hasTwin: boolean;
  /** Zones in which staging has subnets. */
  readonly zonesOfStaging: ReadonlySet<string>;
}

/**
 * The one list of what staging may lack, beside what single constructs waive: guardrails, requirements and pictures read it. Counts
 * may be smaller; the set of parts may not.
 */
export const MIRROR_EXCEPTIONS: readonly MirrorException[] = [
  {
    why: 'production has a NAT gateway in every zone, staging one for all',
    source: 'requirements NET-3',
    allows: ({ resource, hasTwin }) => hasTwin && ['aws_nat_gateway', 'aws_eip'].includes(resource.type),
  },
  {
    why: 'staging may have nodes in fewer zones',
    source: 'requirements ENV-STG: counts and sizes may be smaller',
    allows: ({ kind, hasTwin }) => hasTwin && kind === 'clusters',
  },
  {
    why: 'staging may use fewer zones',
    source: 'requirements ENV-STG: counts and sizes may be smaller',
    allows: ({ zone, hasTwin, zonesOfStaging }) => hasTwin && zone !== undefined && !zonesOfStaging.has(zone),
  },
];

/** The countries of which both production and staging are among the environments of some stacks. */
export function mirroredEnvironments(stacks: readonly Stack[]): readonly MirroredPair[] {
  const known = new Set(stacks.flatMap(({ environment }) => environment ?? []));
  return [...known].sort().flatMap((production) => {
    if (!production.endsWith('/production')) return [];
    const staging = production.replace(/production$/, 'staging');
    return known.has(staging) ? [{ production, staging }] : [];
  });
}

/** Everything that one of a pair has and the other lacks, but for {@link MIRROR_EXCEPTIONS}. */
export function mirrorDifferences(
  pair: MirroredPair,
  stacks: readonly Stack[],
  resources: readonly Resource[],
): readonly MirrorDifference[] {
  const kinds = new Map(stacks.map(({ name, kind }) => [name, kind ?? name]));
  const byEnvironment = groupedByEnvironment(resources);
  const production = partsOf(byEnvironment.get(pair.production) ?? [], kinds);
  const staging = partsOf(byEnvironment.get(pair.staging) ?? [], kinds);
  return [
    ...lacking(production, staging, pair.staging).filter((one) => !isException(one, staging)),
    ...lacking(staging, production, pair.production),
  ];
}

/** The parts of one environment, by what makes them the same in another. */
interface Parts {
  readonly all: readonly { readonly resource: Resource; readonly kind: string }[];
  readonly types: ReadonlySet<string>;
  readonly addresses: ReadonlySet<string>;
  /** Addresses without the zone, and without the hash that cdktf makes of the path, zone and all. */
  readonly withoutZones: ReadonlySet<string>;
  readonly zones: ReadonlySet<string>;
}

const groupedByEnvironment = oncePer((resources: readonly Resource[]) =>
  groupedBy(resources, ({ environment }) => [environment]),
);

function partsOf(resources: readonly Resource[], kinds: ReadonlyMap<string, string>): Parts {
  const all = resources.map((resource) => ({ resource, kind: kinds.get(resource.stack) ?? resource.stack }));
  return {
    all,
    types: new Set(all.map(({ resource, kind }) => `${kind}/${resource.type}`)),
    addresses: new Set(all.map(({ resource, kind }) => `${kind}/${resource.address}`)),
    withoutZones: new Set(all.map(({ resource, kind }) => `${kind}/${withoutZone(resource.address)}`)),
    zones: new Set(all.flatMap(({ resource }) => (resource.type === 'aws_subnet' ? zonesIn(resource.address) : []))),
  };
}

function lacking(having: Parts, other: Parts, lackedBy: string): readonly MirrorDifference[] {
  return having.all.flatMap(({ resource, kind }): MirrorDifference[] => {
    if (!other.types.has(`${kind}/${resource.type}`)) return [{ resource, lackedBy, lacks: 'type', kind }];
    if (!other.addresses.has(`${kind}/${resource.address}`)) return [{ resource, lackedBy, lacks: 'address', kind }];
    return [];
  });
}

function isException({ resource, kind, lacks }: MirrorDifference, staging: Parts): boolean {
  const [zone] = zonesIn(resource.address);
  const hasTwin =
    lacks === 'address' && zone !== undefined && staging.withoutZones.has(`${kind}/${withoutZone(resource.address)}`);
  return MIRROR_EXCEPTIONS.some(({ allows }) =>
    allows({ resource, kind, zone, hasTwin, zonesOfStaging: staging.zones }),
  );
}

/** Ids of availability zones are the region abbreviated, and the number of the zone. */
const ZONE = /(?<![a-z])[a-z]{2,4}\d-az\d(?!\d)/g;

function zonesIn(address: string): string[] {
  return address.match(ZONE) ?? [];
}

function withoutZone(address: string): string {
  return address.replace(ZONE, '').replace(/_[0-9A-F]{8}(?=$|\[)/, '');
}
