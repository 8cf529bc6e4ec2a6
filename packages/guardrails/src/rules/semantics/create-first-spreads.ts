import type { Inventory, Resource } from '@smile/inventory';
import { argumentsThatReplace, fixedNamesOf } from '@smile/rehearsal';
import { Block } from '../../reading/block.ts';
import { inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const createFirstSpreads: Rule = {
  id: 'SMILE_CREATE_FIRST_SPREADS',
  family: 'semantics',
  severity: 'high',
  title: 'Resources that inherit create_before_destroy can exist twice or are never replaced',
  what: 'A resource that something with `create_before_destroy` depends on has no fixed name that the service takes once, or `prevent_destroy`, or no argument that replaces it beside the name.',
  why: 'Terraform creates it first too, whatever it says itself, and the service refuses a second one under the same name: the apply ends half-way.',
  remedy: 'Give it a name prefix, or prevent_destroy and another name whenever it is to be replaced.',
  source: 'https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy',
  check: inCode(({ inventory, resources }) =>
    [...reachedFrom(inventory, resources('aws_*'))].flatMap(([place, from]) => {
      const arguments_ = replacingArguments(place);
      if (place.lifecycle.preventDestroy || arguments_.length === 0) return [];
      const message = `create_before_destroy of ${from.address} spreads to it, and ${arguments_.join(' or ')} would replace it under a name that exists; use a name prefix or prevent_destroy`;
      return [{ place, message }];
    }),
  ),
};

/** What is created before it is destroyed because something that depends on it is, with one that says so. */
function reachedFrom(inventory: Inventory, all: readonly Resource[]): ReadonlyMap<Resource, Resource> {
  const reached = new Map<Resource, Resource>();
  const queue = all.filter(({ lifecycle }) => lifecycle.createBeforeDestroy).map((one) => [one, one] as const);
  for (const [current, from] of queue) {
    for (const next of inventory.references(current)) {
      // Another stack is another apply: nothing spreads there.
      if (next.stack !== current.stack || next.mode !== 'managed' || reached.has(next)) continue;
      reached.set(next, from);
      queue.push([next, from]);
    }
  }
  return reached;
}

/** Arguments that a resource sets and that would replace it without changing its name. */
function replacingArguments(resource: Resource): readonly string[] {
  const block = Block.of(resource);
  const names = fixedNamesOf(resource.type).filter((by) => by.length > 0 && block.has(by.at(-1) ?? ''));
  if (names.length === 0) return [];
  const ignored = resource.lifecycle.ignoreChanges.map((path) => path.split(/[.[]/)[0]);
  return (argumentsThatReplace(resource.type) ?? []).filter((path) => {
    const [root = ''] = path.split('.');
    const isOfEveryName = names.every((by) => by.includes(root));
    return block.has(root) && !isOfEveryName && !ignored.includes(root) && !ignored.includes('all');
  });
}
