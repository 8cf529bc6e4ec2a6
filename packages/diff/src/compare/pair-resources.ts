import type { Inventory, Resource } from '@smile/inventory';

/** A resource before and after; one side is missing where it comes or goes. */
export interface ResourcePair {
  readonly stack: string;
  readonly address: string;
  readonly before?: Resource;
  readonly after?: Resource;
  /** Address before a `moved` block. @default - it keeps its address */
  readonly previousAddress?: string;
}

/** Resources of two syntheses, matched as Terraform matches them: by stack and address, and by `moved` blocks. */
export function pairResources(before: Inventory, after: Inventory): readonly ResourcePair[] {
  const moves = new Map(
    after.stacks.flatMap(({ name, moved }) =>
      moved
        .filter(({ from, to }) => isThere(before, name, from) && isThere(after, name, to) && !isThere(before, name, to))
        .map(({ from, to }) => [placeOf(name, to), from] as const),
    ),
  );
  const left = new Set([...moves].map(([to, from]) => placeOf(to.slice(0, to.indexOf(' ')), from)));
  const kept = after.resources().map(({ stack, address }): ResourcePair => {
    const previousAddress = moves.get(placeOf(stack, address));
    return {
      stack,
      address,
      before: before.byAddress(stack, previousAddress ?? address),
      after: after.byAddress(stack, address),
      ...(previousAddress === undefined ? {} : { previousAddress }),
    };
  });
  const gone = before
    .resources()
    .filter(({ stack, address }) => !isThere(after, stack, address) && !left.has(placeOf(stack, address)))
    .map((resource): ResourcePair => ({ stack: resource.stack, address: resource.address, before: resource }));
  return [...kept, ...gone];
}

/** One text for a resource of an estate. */
export function placeOf(stack: string, address: string): string {
  return `${stack} ${address}`;
}

function isThere(inventory: Inventory, stack: string, address: string): boolean {
  return inventory.byAddress(stack, address) !== undefined;
}
