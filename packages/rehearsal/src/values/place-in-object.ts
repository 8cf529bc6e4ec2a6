import type { Path } from '../protocol/problem.ts';
import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';

/** One value found at a dotted path, with the exact place it was found at. */
export interface Found {
  readonly path: Path;
  readonly value: Value;
}

/**
 * Every value at a dotted path such as `vpc_config.subnet_ids`: a list or set on the way is entered at each element.
 * A part of the path that is absent finds nothing.
 */
export function findAll(object: Value, dottedPath: string): Found[] {
  const [first = '', ...rest] = namesIn(dottedPath);
  // Most paths lead nowhere in most objects.
  if (isObject(object) && object[first] === undefined) return [];
  let found = elements({ path: [], value: object }).flatMap((element) => member(element, first));
  for (const name of rest) {
    found = found.flatMap((place) => elements(place).flatMap((element) => member(element, name)));
  }
  return found;
}

const paths = new Map<string, readonly string[]>();

function namesIn(dottedPath: string): readonly string[] {
  const known = paths.get(dottedPath) ?? dottedPath.split('.');
  paths.set(dottedPath, known);
  return known;
}

/** A copy of an object with the value at a dotted path replaced, in every element of a list on the way. */
export function withValueAt(object: ObjectValue, dottedPath: string, value: Value): ObjectValue {
  const [name = '', ...rest] = dottedPath.split('.');
  if (!(name in object)) throw new Error(`there is no attribute ${name}; there are ${Object.keys(object).join(', ')}`);
  return { ...object, [name]: rest.length === 0 ? value : replaceIn(object[name] ?? null, rest.join('.'), value) };
}

function replaceIn(value: Value, dottedPath: string, replacement: Value): Value {
  if (isList(value)) return value.map((item) => replaceIn(item, dottedPath, replacement));
  if (!isObject(value)) return value;
  const [name = ''] = dottedPath.split('.');
  // A map may gain a key: that is how a tag appears.
  return withValueAt(name in value ? value : { ...value, [name]: null }, dottedPath, replacement);
}

function elements({ path, value }: Found): Found[] {
  return isList(value) ? value.map((item, i) => ({ path: [...path, i], value: item })) : [{ path, value }];
}

function member({ path, value }: Found, name: string): Found[] {
  if (!isObject(value)) return [];
  const found = value[name];
  return found === undefined ? [] : [{ path: [...path, name], value: found }];
}
