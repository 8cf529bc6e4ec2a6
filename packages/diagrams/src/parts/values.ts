import { isObject, type Json, type JsonObject } from '@smile/inventory';

/** A setting that is written out; undefined when it is absent, or an expression that only Terraform knows the value of. */
export function literal(values: JsonObject, key: string): string | undefined {
  const value = values[key];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' && !value.includes('${') ? value : undefined;
}

/** A setting that is switched on. Booleans of some bindings are texts. */
export function isOn(values: JsonObject, key: string): boolean {
  return literal(values, key) === 'true';
}

/** Every block of a name. Synthesized JSON writes a lone block as an object, plans and states as a list. */
export function blocks(values: JsonObject, key: string): JsonObject[] {
  const value = values[key];
  const list: readonly Json[] = Array.isArray(value) ? value : value === undefined ? [] : [value as Json];
  return list.filter(isObject);
}

/** The first block of a name; empty when there is none. */
export function block(values: JsonObject, key: string): JsonObject {
  return blocks(values, key)[0] ?? {};
}

/** Texts of a list that are written out. */
export function literals(values: JsonObject, key: string): string[] {
  const value = values[key];
  const list: readonly Json[] = Array.isArray(value) ? value : [];
  return list.flatMap((item) => (typeof item === 'string' && !item.includes('${') ? [item] : []));
}
