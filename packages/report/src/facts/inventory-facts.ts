import { layerOf } from '@smile/diagrams';
import type { Inventory, Resource } from '@smile/inventory';

/** What an environment is made of. Values are left out, so that no secret can get onto a page. */
export interface InventoryFacts {
  readonly rows: readonly InventoryRow[];
  /** How many resources there are of each type, the most frequent first. */
  readonly byType: readonly (readonly [type: string, count: number])[];
  /** How many resources each stack has, in the order of apply. */
  readonly byStack: readonly (readonly [stack: string, count: number])[];
}

interface InventoryRow {
  /** Stack without the name of its environment, as in `network`. */
  readonly layer: string;
  readonly type: string;
  readonly address: string;
  /** Path of the construct below its stack. @default - known from synthesized JSON only */
  readonly construct?: string;
  /** Whether Terraform refuses to destroy it. */
  readonly isProtected: boolean;
}

/** Managed resources of an environment, with counts. */
export function inventoryFacts(inventory: Inventory, environment: string): InventoryFacts {
  const query = { environment, mode: 'managed' } as const;
  const stacks = inventory.stacks.filter((stack) => stack.environment === environment).map(({ name }) => name);
  const inStack = inventory.countByStack(query);
  return {
    rows: inventory.resources(query).map(toRow),
    byType: Object.entries(inventory.countByType(query)).sort(
      ([a, most], [b, other]) => other - most || (a < b ? -1 : 1),
    ),
    byStack: stacks.map((stack) => [stack, inStack[stack] ?? 0] as const),
  };
}

function toRow({ stack, environment, type, address, constructPath, lifecycle }: Resource): InventoryRow {
  const construct = constructPath
    ?.split('/')
    .slice(1)
    .join('/')
    .replace(/\/Default$/, '');
  return {
    layer: layerOf({ name: stack, environment }),
    type,
    address,
    ...(construct === undefined ? {} : { construct }),
    isProtected: lifecycle.preventDestroy,
  };
}
