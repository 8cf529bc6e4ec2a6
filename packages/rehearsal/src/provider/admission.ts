import type { Path, Problem } from '../protocol/problem.ts';
import { isList, type ObjectValue, type Value } from '../protocol/value.ts';
import type { FindSiblings, UniqueName } from '../values/facts.ts';
import type { Place } from '../values/filler.ts';
import { findAll } from '../values/place-in-object.ts';
import { refusalToDeliver } from './delivery-refusal.ts';
import type { ResourceKind } from './resource-kind.ts';
import type { ObjectStore, StoredObject } from './store.ts';

/** The unique names that an object holds, as keys of the store. */
export function uniqueNames(kind: ResourceKind, place: Place, value: ObjectValue): string[] {
  return (kind.facts.unique ?? []).flatMap((rule, i) => uniqueName(kind, rule, i, place, value) ?? []);
}

/** Why the service would refuse to hold this object beside the others; undefined when it would not. */
export function refusalToHold(
  kind: ResourceKind,
  store: ObjectStore,
  object: { readonly key: string; readonly place: Place; readonly value: ObjectValue; readonly prior?: ObjectValue },
): Problem | undefined {
  const { key, place, value, prior } = object;
  for (const [i, rule] of (kind.facts.unique ?? []).entries()) {
    const name = uniqueName(kind, rule, i, place, value);
    const owner = name === undefined ? undefined : store.ownerOf(name);
    if (owner !== undefined && owner !== key) {
      return refusal(rule.code, withAttributes(rule.message, value), pathOf(rule.by));
    }
  }
  const siblings = siblingsOf(store, key, place);
  const refused = kind.facts.admit?.(value, siblings, prior);
  if (refused !== undefined && (refused.isForWant !== true || store.isWhole)) return refused;
  return refusalToDeliver(kind.type, value, place, siblings);
}

/** What the provider waits for and does not get; undefined when it gets it, or waits for nothing. */
export function failureToSettle(kind: ResourceKind, store: ObjectStore, object: StoredObject): Problem | undefined {
  if (kind.facts.awaits === undefined || !store.isWhole) return undefined;
  return kind.facts.awaits(object.value, siblingsOf(store, object.key, object.place));
}

/** What an object holds beyond its arguments; `before` is the object until now. */
export function attachedTo(
  kind: ResourceKind,
  store: ObjectStore,
  object: { readonly key: string; readonly place: Place; readonly value: ObjectValue },
  before: StoredObject | undefined,
): readonly string[] | undefined {
  const { key, place, value } = object;
  const earlier = before && { value: before.value, attached: before.attached ?? [] };
  return kind.facts.attaches?.(value, siblingsOf(store, key, place), earlier);
}

function siblingsOf(store: ObjectStore, key: string, place: Place): FindSiblings {
  return (type) =>
    store
      .list(type)
      .filter((other) => other.key !== key && samePlace(other.place, place))
      .map((other) => other.value);
}

/** Why the service would refuse to delete an object; undefined when it would not. */
export function refusalToDelete(kind: ResourceKind, store: ObjectStore, object: StoredObject): Problem | undefined {
  const { facts } = kind;
  const { value } = object;
  for (const { attribute, isLocked, code, message } of facts.deletionLocks ?? []) {
    const locks = findAll(value, attribute).some((found) => isLocked?.(found.value, value) ?? found.value === true);
    if (locks) return refusal(code, withAttributes(message, value), [firstName(attribute)]);
  }
  const inside = store.contentsOf(object.key);
  if (facts.contentLock !== undefined && inside > 0) {
    const { forcedBy, code, message } = facts.contentLock;
    const isForced = forcedBy !== undefined && value[forcedBy] === true;
    if (!isForced) return refusal(code, `${withAttributes(message, value)} (it holds ${inside})`);
  }
  const holder = holderOf(kind, store, object);
  if (holder === undefined) {
    return store.isWhole ? facts.refuseDeletion?.(value, siblingsOf(store, object.key, object.place)) : undefined;
  }
  return refusal(
    facts.heldCode ?? 'DependencyViolation',
    `${object.type} ${idOf(value)} has a dependent object and cannot be deleted: ${holder.type} ${idOf(holder.value)}`,
  );
}

function holderOf(kind: ResourceKind, store: ObjectStore, object: StoredObject): StoredObject | undefined {
  const { heldUnless } = kind.facts;
  if (heldUnless !== undefined && object.value[heldUnless] === true) return undefined;
  const id = idOf(object.value);
  for (const { type, attribute, unlessPartBy } of kind.facts.heldBy ?? []) {
    const holder = store
      .list(type)
      .find(
        (candidate) =>
          candidate.key !== object.key &&
          samePlace(candidate.place, object.place) &&
          findAll(candidate.value, attribute).some(({ value }) => names(value, id)) &&
          (unlessPartBy === undefined || candidate.value[unlessPartBy] !== id),
      );
    if (holder !== undefined) return holder;
  }
  return store.list().find(({ attached, place }) => attached?.includes(id) === true && samePlace(place, object.place));
}

function names(value: Value, id: string): boolean {
  return isList(value) ? value.includes(id) : value === id;
}

function uniqueName(
  kind: ResourceKind,
  { by, scope, unless }: UniqueName,
  index: number,
  place: Place,
  value: ObjectValue,
): string | undefined {
  const parts = by.map((path) => findAll(value, path)[0]?.value ?? null);
  const last = parts[parts.length - 1] ?? null;
  if (last === null || last === '' || (unless !== undefined && value[unless] === true)) return undefined;
  const where = { global: '', account: place.account, region: `${place.account}/${place.region}` }[scope];
  return [kind.type, index, where, ...parts.map(String)].join('|');
}

function samePlace(left: Place, right: Place): boolean {
  return left.account === right.account && left.region === right.region;
}

function refusal(code: string, message: string, path?: Path): Problem {
  return { summary: `${code}: ${message}`, ...(path === undefined ? {} : { path }) };
}

function pathOf(attributes: readonly string[]): Path {
  return [firstName(attributes[attributes.length - 1] ?? '')];
}

function firstName(dottedPath: string): string {
  return dottedPath.split('.')[0] ?? dottedPath;
}

function idOf(value: ObjectValue): string {
  return String(value.id ?? value.arn ?? value.name ?? '');
}

function withAttributes(message: string, value: ObjectValue): string {
  return message.replaceAll(/\{([a-z_.]+)\}/g, (_, path: string) => String(findAll(value, path)[0]?.value ?? ''));
}
