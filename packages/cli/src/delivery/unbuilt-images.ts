import { UNBUILT_DIGEST } from '@smile/core';
import type { Inventory, Json } from '@smile/inventory';
import { CommandError } from '../command-error.ts';

const UNBUILT = new RegExp(`[\\w./:-]+@${UNBUILT_DIGEST}`, 'g');

/**
 * Makes sure that no stack asks for an image that was never built: its pods would wait for it for as long as they are there.
 *
 * @throws CommandError that names every such image, and where it is asked for.
 */
export function refuseUnbuiltImages(synthesized: Inventory, stacks: readonly string[]): void {
  const found = new Map<string, Set<string>>();
  for (const { stack, address, values } of synthesized.resources({ mode: 'managed' })) {
    if (!stacks.includes(stack)) continue;
    for (const image of new Set(textsIn(values).flatMap((text) => text.match(UNBUILT) ?? []))) {
      found.set(image, (found.get(image) ?? new Set()).add(`${stack} ${address}`));
    }
  }
  if (found.size === 0) return;
  throw CommandError.listing(
    [...found].map(
      ([image, places]) =>
        `${image.slice(0, image.indexOf('@'))} has a digest of zeros (${[...places].join(', ')}): nobody has built it; build it (images/README.md), and put its digest into the values of the environment`,
    ),
  );
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((one: Json) => textsIn(one));
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
