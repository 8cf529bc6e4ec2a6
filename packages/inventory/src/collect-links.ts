import { scanExpression, scanTemplate } from './expression.ts';
import { asList, asObject } from './json-narrowing.ts';
import type { Json, JsonObject } from './model.ts';
import { extendPath, type Link } from './traversal.ts';

/** Arguments of a resource body that hold bare expressions instead of templates. */
const BARE = new Set(['depends_on', 'lifecycle.replace_triggered_by']);
/** Parts of a resource body that name things without depending on them. */
const SILENT = new Set(['//', 'provider', 'lifecycle.ignore_changes']);

/** Finds the traversals in a value, with the path of each; keys are templates too. */
export function collectLinks(value: Json, path = ''): readonly Link[] {
  if (typeof value === 'string') {
    const { traversals, exact } = scanTemplate(value);
    return traversals.map((traversal) => ({ path, traversal, exact }));
  }
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) {
    return value.flatMap((element: Json, index) => collectLinks(element, extendPath(path, index)));
  }
  return Object.entries(value).flatMap(([key, element]) => {
    const inside = extendPath(path, key);
    return [...collectLinks(key, inside), ...collectLinks(element, inside)];
  });
}

/** Finds the traversals in the body of a resource, a data source or an output, meta-arguments included. */
export function collectBodyLinks(body: JsonObject, path = ''): readonly Link[] {
  return Object.entries(body).flatMap(([key, value]) => {
    const inside = extendPath(path, key);
    if (SILENT.has(inside)) return [];
    if (BARE.has(inside)) return bareLinks(value, inside);
    if (inside === 'lifecycle') return asList(value).flatMap((block) => collectBodyLinks(asObject(block), inside));
    return collectLinks(value, inside);
  });
}

function bareLinks(value: Json, path: string): readonly Link[] {
  return asList(value).flatMap((text) =>
    typeof text === 'string' ? scanExpression(text).map((traversal) => ({ path, traversal, exact: true })) : [],
  );
}
