import { groupedBy, type Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';
import { Block } from './block.ts';

/** Attributes by which other resources name one, in the order in which they are looked at. */
const IDENTITIES = ['arn', 'id', 'name', 'bucket', 'key_id', 'url'];

/** What was found before, since many rules ask the same of the same resources. */
interface Remembered {
  readonly targets: Map<string, readonly Resource[]>;
  /** By the type and argument that name, then by the resource that is named. */
  readonly companions: Map<string, ReadonlyMap<Resource, readonly Resource[]>>;
  /** By type, then by any of its identities. */
  readonly identities: Map<string, ReadonlyMap<string, readonly Resource[]>>;
}

const remembered = new WeakMap<RuleContext, Remembered>();

function memoryOf(context: RuleContext): Remembered {
  const known = remembered.get(context) ?? { targets: new Map(), companions: new Map(), identities: new Map() };
  remembered.set(context, known);
  return known;
}

/**
 * The resources that an argument of a resource names, from whatever stack.
 *
 * References say it exactly. A state read alone has none with a path, so its literal ids are compared.
 */
export function targetsOf(
  context: RuleContext,
  resource: Resource,
  argument: string,
  type: string,
): readonly Resource[] {
  const { targets } = memoryOf(context);
  const key = `${resource.stack} ${resource.address} ${argument} ${type}`;
  const found = targets.get(key) ?? findTargets(context, resource, argument, type);
  targets.set(key, found);
  return found;
}

/** Resources of a type that name a resource in an argument, as a bucket policy names its bucket. */
export function companionsOf(
  context: RuleContext,
  resource: Resource,
  type: string,
  argument: string,
): readonly Resource[] {
  const { companions } = memoryOf(context);
  const key = `${type} ${argument} ${resource.type}`;
  const known =
    companions.get(key) ??
    groupedBy(context.resources(type), (companion) => targetsOf(context, companion, argument, resource.type));
  companions.set(key, known);
  return known.get(resource) ?? [];
}

/** The name of a key's alias, by which people know it. */
export function aliasOf(context: RuleContext, key: Resource): string | undefined {
  const [alias] = companionsOf(context, key, 'aws_kms_alias', 'target_key_id');
  return alias === undefined ? undefined : Block.of(alias).text('name');
}

/** Whether a resource depends on one of a type, directly or through others. */
export function waitsFor({ inventory }: RuleContext, resource: Resource, type: string): boolean {
  const reached = new Set<Resource>([resource]);
  for (const current of reached) {
    for (const next of inventory.references(current)) {
      if (next.type === type) return true;
      reached.add(next);
    }
  }
  return false;
}

function findTargets(context: RuleContext, resource: Resource, argument: string, type: string): readonly Resource[] {
  const { inventory } = context;
  const named = resource.references
    .filter(({ path }) => isAt(path, argument))
    .flatMap((reference) => inventory.byAddress(reference.stack, reference.address) ?? [])
    .filter((target) => target.type === type);
  if (named.length > 0) return [...new Set(named)];
  const literals = [resource.values[argument]].flat().filter((item) => typeof item === 'string');
  const found = literals.flatMap((literal) => identitiesOf(context, type).get(literal) ?? []);
  return [...new Set(found)];
}

/** Resources of a type by their literal identities. */
function identitiesOf(context: RuleContext, type: string): ReadonlyMap<string, readonly Resource[]> {
  const { identities } = memoryOf(context);
  const known =
    identities.get(type) ??
    groupedBy(context.resources(type), ({ values }) => [
      ...new Set(IDENTITIES.map((identity) => values[identity]).filter((value) => typeof value === 'string')),
    ]);
  identities.set(type, known);
  return known;
}

function isAt(path: string, argument: string): boolean {
  return path === argument || path.startsWith(`${argument}[`) || path.startsWith(`${argument}.`);
}
