import type { Json } from './model.ts';
import { extendPath } from './traversal.ts';

/** Every path at which a mask of Terraform (`after_unknown`, `sensitive_values`) says true. */
export function markedPaths(mask: Json | undefined, path = ''): readonly string[] {
  if (mask === true) return [path];
  if (mask === undefined || mask === null || typeof mask !== 'object') return [];
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(mask)
    ? mask.map((element: Json, index) => [index, element] as const)
    : Object.entries(mask);
  return entries.flatMap(([key, element]) => markedPaths(element, extendPath(path, key)));
}
