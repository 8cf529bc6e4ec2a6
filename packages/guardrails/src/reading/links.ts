import type { Resource } from '@smile/inventory';
import type { RuleContext } from '../rule.ts';

/** Attributes by which other resources name one, in the order in which they are looked at. */
const IDENTITIES = ['arn', 'id', 'name', 'bucket', 'key_id', 'url'];

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
  const { inventory } = context;
  const named = resource.references
    .filter(({ path }) => isAt(path, argument))
    .flatMap((reference) => inventory.byAddress(reference.stack, reference.address) ?? [])
    .filter((target) => target.type === type);
  if (named.length > 0) return [...new Set(named)];
  const literals = new Set([resource.values[argument]].flat().filter((item) => typeof item === 'string'));
  return inventory
    .ofType(type)
    .filter(({ values }) =>
      IDENTITIES.some((identity) => typeof values[identity] === 'string' && literals.has(values[identity])),
    );
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

/** Whether a resource says by `depends_on`, or by a reference, that a resource of a type comes first. */
export function waitsFor({ inventory }: RuleContext, resource: Resource, type: string): boolean {
  return inventory.references(resource).some((target) => target.type === type);
}

function isAt(path: string, argument: string): boolean {
  return path === argument || path.startsWith(`${argument}[`) || path.startsWith(`${argument}.`);
}
