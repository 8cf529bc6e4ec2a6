import { isList, isObject, type ObjectValue, UNKNOWN, type Value } from '../protocol/value.ts';

/** The blocks of a kind, in order: Terraform holds even a single one in a list. What is not known yet is left out. */
export function blocksOf(value: Value | undefined): readonly ObjectValue[] {
  return (isList(value) ? value : [value ?? null]).filter(isObject);
}

/** The first block at a path, as in `blockAt(object, 'spec', 'template')`. */
export function blockAt(object: ObjectValue, ...names: readonly string[]): ObjectValue | undefined {
  let found: ObjectValue | undefined = object;
  for (const name of names) found = blocksOf(found?.[name])[0];
  return found;
}

/** An argument as text; undefined when it is left out, empty, or not known yet. Numbers travel in several forms. */
export function textOf(value: Value | undefined): string | undefined {
  if (value === undefined || value === null || value === '' || value === UNKNOWN) return undefined;
  return isList(value) || isObject(value) ? undefined : String(value);
}

/** A map's members that are known, as texts. */
export function textsOf(value: Value | undefined): { readonly [key: string]: string } {
  const members = isObject(value) ? Object.entries(value) : [];
  return Object.fromEntries(members.flatMap(([key, one]) => (isKnownText(one) ? [[key, String(one)]] : [])));
}

/** The texts of a list that are known. */
export function listOf(value: Value | undefined): readonly string[] {
  return (isList(value) ? value : []).flatMap((one) => textOf(one) ?? []);
}

function isKnownText(value: Value): boolean {
  return value !== null && value !== UNKNOWN && !isList(value) && !isObject(value);
}
