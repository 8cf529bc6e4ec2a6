import { groupedBy } from './grouped-by.ts';
import type { Inventory } from './inventory.ts';
import { isObject } from './json-narrowing.ts';
import type { Json, JsonObject, Resource } from './model.ts';
import { oncePer } from './once-per.ts';

/** How to say which resource is meant: `<stack>/<address>`. */
export function nameOf({ stack, address }: Pick<Resource, 'stack' | 'address'>): string {
  return `${stack}/${address}`;
}

/**
 * Resources of a type that an argument names.
 *
 * @param path as in `alias.name`: the argument, without the positions of blocks.
 */
export function follow(inventory: Inventory, from: Resource, path: string, type: string): readonly Resource[] {
  const referenced = from.references
    .filter((reference) => isAt(reference.path, path))
    .flatMap((reference) => inventory.byAddress(reference.stack, reference.address) ?? [])
    .filter((found) => found.type === type);
  if (referenced.length > 0) return unique(referenced);
  const names = namesIn(inventory, type);
  const called = new Set(textsBelow(from.values, path.split('.')).flatMap((text) => names.get(text) ?? []));
  return called.size < 2 ? [...called] : inventory.ofType(type).filter((candidate) => called.has(candidate));
}

/** Resources of a type whose argument names this one: {@link follow}, the other way round. */
export function followers(inventory: Inventory, to: Resource, path: string, type: string): readonly Resource[] {
  const { followers: known } = memoryOf(inventory);
  const key = `${type} ${path} ${to.type}`;
  const found = known.get(key) ?? allFollowers(inventory, path, type, to.type);
  known.set(key, found);
  return found.get(nameOf(to)) ?? [];
}

/** What was found before: each way asks for the same few types, and looking at all of them each time grows with the square. */
const memoryOf = oncePer((_: Inventory) => ({
  /** By the type and argument that name and the type that is named, then by the name of the resource. */
  followers: new Map<string, ReadonlyMap<string, readonly Resource[]>>(),
  /** By type, then by any of the names that other resources use. */
  names: new Map<string, ReadonlyMap<string, readonly Resource[]>>(),
}));

function allFollowers(
  inventory: Inventory,
  path: string,
  type: string,
  toType: string,
): ReadonlyMap<string, readonly Resource[]> {
  return groupedBy(inventory.ofType(type), (candidate) => follow(inventory, candidate, path, toType).map(nameOf));
}

function namesIn(inventory: Inventory, type: string): ReadonlyMap<string, readonly Resource[]> {
  const { names } = memoryOf(inventory);
  const known = names.get(type) ?? groupedBy(inventory.ofType(type), namesOf);
  names.set(type, known);
  return known;
}

/** The blocks of a name, however the source writes them: synthesized JSON one as an object, states all as a list. */
export function blocksAt(values: JsonObject, name: string): readonly JsonObject[] {
  const found = values[name];
  const list: readonly Json[] = isList(found) ? found : found === undefined ? [] : [found];
  return list.filter(isObject);
}

/** An argument as text; undefined when it is absent or empty. */
export function textAt(values: JsonObject, name: string): string | undefined {
  const found = values[name];
  return typeof found === 'string' && found !== '' ? found : undefined;
}

/** An argument as a list of texts, also when it is one. */
export function textsAt(values: JsonObject, name: string): readonly string[] {
  return textsBelow(values, [name]);
}

/** Whether a block of addresses lies within another; of IPv6, whether they are equal. */
export function isWithinBlock(inner: string, outer: string): boolean {
  if (inner === outer) return true;
  const [small, large] = [ipv4Of(inner), ipv4Of(outer)];
  if (small === undefined || large === undefined || small.length < large.length) return false;
  const size = 2 ** (32 - large.length);
  return Math.floor(small.address / size) === Math.floor(large.address / size);
}

function ipv4Of(cidr: string): { readonly address: number; readonly length: number } | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  if (match === null) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, length = 0] = match.slice(1).map(Number);
  return { address: ((a * 256 + b) * 256 + c) * 256 + d, length };
}

/** Whether a reference's path is an argument, or below it: `action[0].target_group_arn` is at `action.target_group_arn`. */
function isAt(path: string, wanted: string): boolean {
  const plain = path.replaceAll(/\[\d+\]/g, '');
  return plain === wanted || plain.startsWith(`${wanted}.`);
}

function textsBelow(value: Json | undefined, path: readonly string[]): string[] {
  if (isList(value)) return value.flatMap((item) => textsBelow(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' ? [value] : [];
  return isObject(value) ? textsBelow(value[name], rest) : [];
}

/** Attributes by which other resources name one, in a state. */
const NAMES = ['arn', 'id', 'dns_name', 'zone_id'];

/** An expression names nothing. */
function namesOf({ values }: Resource): readonly string[] {
  return NAMES.flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' && !value.includes('${') ? [value] : [];
  });
}

function unique(resources: readonly Resource[]): Resource[] {
  return [...new Map(resources.map((resource) => [nameOf(resource), resource])).values()];
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
