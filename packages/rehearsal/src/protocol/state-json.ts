import type { BlockSchema, NestedBlockSchema } from '../schema/schema.ts';

interface JsonObject {
  [key: string]: unknown;
}

/**
 * A stored state in the shape of today's schema, as JSON bytes.
 * JSON goes back untouched wherever it can: core reads `dynamic` values and large numbers from it without loss.
 * A block that the state lacks (the schema gained it) becomes an empty list, because core refuses a null there.
 */
export function upgradeStateJson(block: BlockSchema, json: Buffer): Buffer {
  const state: unknown = JSON.parse(json.toString('utf8'));
  if (!isJsonObject(state)) throw new Error('the stored state is not an object');
  return addMissingBlocks(block, state) ? Buffer.from(JSON.stringify(state)) : json;
}

function addMissingBlocks(block: BlockSchema, state: JsonObject): boolean {
  let changed = false;
  for (const nested of block.blocks) {
    const present = state[nested.name];
    if (present === null || present === undefined) {
      if (nested.nesting === 'single') continue;
      state[nested.name] = nested.nesting === 'map' ? {} : [];
      changed = true;
    } else {
      for (const child of childObjects(nested, present)) changed = addMissingBlocks(nested.block, child) || changed;
    }
  }
  return changed;
}

function childObjects(nested: NestedBlockSchema, present: unknown): JsonObject[] {
  if (nested.nesting === 'single') return isJsonObject(present) ? [present] : [];
  const children = Array.isArray(present) ? present : isJsonObject(present) ? Object.values(present) : [];
  return children.filter(isJsonObject);
}

function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
