import type { Json, JsonObject } from './model.ts';
import { extendPath } from './traversal.ts';

/** A list as it is, anything else but null as a list of one: Terraform JSON writes a single block both ways. */
export function asList(value: Json | undefined): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** An object as it is, anything else as an empty one. */
export function asObject(value: Json | undefined): JsonObject {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A string as it is, anything else as undefined. */
export function asString(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The entries of an object whose values are strings. */
export function stringEntries(value: Json | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asObject(value)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

/** Every path at which a mask of Terraform (`after_unknown`, `sensitive_values`) says true. */
export function markedPaths(mask: Json | undefined, path = ''): readonly string[] {
  if (mask === true) return [path];
  if (mask === undefined || mask === null || typeof mask !== 'object') return [];
  const entries: readonly (readonly [string | number, Json])[] = Array.isArray(mask)
    ? mask.map((element: Json, index) => [index, element] as const)
    : Object.entries(mask);
  return entries.flatMap(([key, element]) => markedPaths(element, extendPath(path, key)));
}

/** The same value with the keys of every object in order, so that equal values print alike. */
export function sortKeys(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(sortKeys);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => compareText(a, b))
      .map(([key, element]) => [key, sortKeys(element)]),
  );
}

/** Order by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
