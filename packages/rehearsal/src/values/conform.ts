import { isList, isObject, type Value } from '../protocol/value.ts';
import type { CtyType } from '../schema/schema.ts';

/**
 * A value in the exact shape of a type: missing object members are null, surplus ones go, scalars are converted.
 * So a fact need not know which members a version of the provider has.
 */
export function conform(value: Value, type: CtyType): Value {
  if (value === null) return null;
  if (type === 'string') return typeof value === 'string' ? value : String(value);
  if (type === 'number') return typeof value === 'string' ? Number(value) : value;
  if (type === 'bool') return value === true || value === 'true';
  if (type === 'dynamic') return [Buffer.from('"string"'), String(value)];
  if (type[0] === 'map') {
    return isObject(value) ? mapMembers(value, (member) => conform(member, type[1])) : {};
  }
  if (type[0] === 'object') {
    const given = isObject(value) ? value : {};
    return mapMembers(type[1], (memberType, name) => conform(given[name] ?? null, memberType));
  }
  const items = isList(value) ? value : [value];
  if (type[0] === 'tuple') return type[1].map((itemType, i) => conform(items[i] ?? null, itemType));
  return items.map((item) => conform(item, type[1]));
}

/** What a type holds when nobody said otherwise: `''` for a text, 0, false, or empty. */
export function emptyValue(type: CtyType): Value {
  if (type === 'string') return '';
  if (type === 'number') return 0;
  if (type === 'bool') return false;
  if (type === 'dynamic') return null;
  if (type[0] === 'map') return {};
  if (type[0] === 'object') return mapMembers(type[1], emptyValue);
  return type[0] === 'tuple' ? type[1].map(emptyValue) : [];
}

function mapMembers<T>(
  members: { readonly [name: string]: T },
  convert: (member: T, name: string) => Value,
): { [name: string]: Value } {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, convert(member, name)]));
}
