import { scanTemplate } from '../expression.ts';
import type { Inventory } from '../inventory.ts';
import type { Json, JsonObject, Resource } from '../model.ts';
import { valueAt } from '../read-value.ts';
import { formatTraversal } from '../traversal.ts';

/**
 * A value in which every expression that leads to a known text is that text: the name of a namespace, the account of a registry.
 * Objects name each other by reference as often as by word, and a judgement by names needs both alike.
 */
export function withLiterals(inventory: Inventory, resource: Resource, value: JsonObject): JsonObject {
  if (resource.references.length === 0) return value;
  const known = new Map<string, string>();
  for (const reference of resource.references) {
    const target = inventory.byAddress(reference.stack, reference.address);
    const found = target === undefined ? undefined : valueAt(target.values, reference.attribute);
    if (typeof found === 'string' && !found.includes('${')) known.set(reference.expression, found);
  }
  return known.size === 0 ? value : (replaced(value, known) as JsonObject);
}

function replaced(value: Json, known: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return value.includes('${') ? replacedText(value, known) : value;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one: Json) => replaced(one, known));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, known)]));
}

/** Expressions that are one traversal and nothing else; anything computed stays unknown. */
function replacedText(text: string, known: ReadonlyMap<string, string>): string {
  return text.replace(/\$\{([^{}]+)\}/g, (whole) => {
    const { traversals, exact } = scanTemplate(whole);
    const [only] = traversals;
    return (exact && only !== undefined ? known.get(formatTraversal(only)) : undefined) ?? whole;
  });
}
