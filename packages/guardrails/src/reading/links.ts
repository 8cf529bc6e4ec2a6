import type { Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';

/** Attributes by which other resources name one, in the order in which they are looked at. */
const IDENTITIES = ['arn', 'id', 'name', 'bucket', 'key_id', 'url'];

/** What was found before, since many rules ask the same of the same resources. */
const remembered = new WeakMap<RuleContext, Map<string, readonly Resource[]>>();

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
  const known = remembered.get(context) ?? new Map<string, readonly Resource[]>();
  remembered.set(context, known);
  const key = `${resource.stack} ${resource.address} ${argument} ${type}`;
  const found = known.get(key) ?? findTargets(context, resource, argument, type);
  known.set(key, found);
  return found;
}

/** Resources of a type that name a resource in an argument, as a bucket policy names its bucket. */
export function companionsOf(
  context: RuleContext,
  resource: Resource,
  type: string,
  argument: string,
): readonly Resource[] {
  return context
    .resources(type)
    .filter((companion) => targetsOf(context, companion, argument, resource.type).includes(resource));
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

function findTargets(
  { inventory, resources }: RuleContext,
  resource: Resource,
  argument: string,
  type: string,
): readonly Resource[] {
  const named = resource.references
    .filter(({ path }) => isAt(path, argument))
    .flatMap((reference) => inventory.byAddress(reference.stack, reference.address) ?? [])
    .filter((target) => target.type === type);
  if (named.length > 0) return [...new Set(named)];
  const literals = new Set([resource.values[argument]].flat().filter((item) => typeof item === 'string'));
  if (literals.size === 0) return [];
  return resources(type).filter(({ values }) =>
    IDENTITIES.some((identity) => typeof values[identity] === 'string' && literals.has(values[identity])),
  );
}

function isAt(path: string, argument: string): boolean {
  return path === argument || path.startsWith(`${argument}[`) || path.startsWith(`${argument}.`);
}
