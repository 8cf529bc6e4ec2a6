import type { Json, JsonObject } from '@smile/inventory';

/** A setting that is written out; undefined when it is absent or an expression. */
export function literal(values: JsonObject, key: string): string | undefined {
  const value = values[key];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' && !value.includes('${') ? value : undefined;
}

/** A setting that is a number, also where it is written as text. */
export function numeric(values: JsonObject, key: string): number | undefined {
  const text = literal(values, key);
  return text === undefined || Number.isNaN(Number(text)) ? undefined : Number(text);
}

/** Every block of a name: an object in synthesized JSON, a list in plans and states. */
export function blocks(values: JsonObject, key: string): JsonObject[] {
  const value = values[key];
  const list: readonly Json[] = Array.isArray(value) ? value : value === undefined ? [] : [value as Json];
  return list.filter((item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item));
}

/** Texts of a list that are written out. */
export function literals(values: JsonObject, key: string): string[] {
  const value = values[key];
  const list: readonly Json[] = Array.isArray(value) ? value : [];
  return list.filter((item): item is string => typeof item === 'string' && !item.includes('${'));
}
