import { encodeValue } from '../protocol/msgpack.ts';
import type { Problem } from '../protocol/problem.ts';
import { canonicalText, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import { fillUnknowns, type Place } from '../values/filler.ts';
import { digest } from '../values/generated-text.ts';
import { attachedTo, refusalToDelete, refusalToHold, uniqueNames } from './admission.ts';
import type { ResourceKind } from './resource-kind.ts';
import type { ObjectStore, StoredObject } from './store.ts';

/** What came of a change: the object as it is now, or why the service refused. */
export type Outcome = { readonly object: StoredObject } | { readonly problem: Problem };

/** Makes the planned object, with every value that the cloud chooses. */
export function createObject(kind: ResourceKind, store: ObjectStore, place: Place, planned: ObjectValue): Outcome {
  const key = freeKey(kind, store, place, planned);
  return settle(kind, store, { key, place: placeOf(place, planned), planned, prior: null });
}

/** Changes an object in place. */
export function updateObject(
  kind: ResourceKind,
  store: ObjectStore,
  prior: StoredObject,
  planned: ObjectValue,
): Outcome {
  return settle(kind, store, { key: prior.key, place: prior.place, planned, prior: prior.value });
}

/** Deletes an object, unless the service would refuse; one that its provider only forgets stays. */
export function deleteObject(kind: ResourceKind, store: ObjectStore, object: StoredObject): Problem | undefined {
  const problem = refusalToDelete(kind, store, object);
  if (problem === undefined && kind.facts.isLeftBehind !== true) store.delete(object.key);
  return problem;
}

/** Takes over an object that an earlier process made and whose state Terraform shows us. */
export function adoptObject(
  kind: ResourceKind,
  store: ObjectStore,
  place: Place,
  { key, value }: { readonly key: string; readonly value: ObjectValue },
): StoredObject {
  const at = placeOf(place, value);
  const attached = attachedTo(kind, store, { key, place: at, value }, undefined);
  const adopted = { ...stored(kind, { key, place: at, value }), attached };
  store.put(adopted, uniqueNames(kind, adopted.place, value));
  return adopted;
}

/** Replaces what is stored of an object, as a change behind Terraform's back. */
export function overwriteObject(
  kind: ResourceKind,
  store: ObjectStore,
  object: StoredObject,
  value: ObjectValue,
): void {
  const { attached } = object;
  store.put({ ...stored(kind, { ...object, value }), attached }, uniqueNames(kind, object.place, value));
}

/** The key for an object that has none yet: same configuration, same key; a twin gets the next one. */
export function freeKey(kind: ResourceKind, store: ObjectStore, place: Place, planned: Value): string {
  const seed = `${place.account}|${place.region}|${kind.type}|${canonicalText(planned)}`;
  for (let twin = 0; ; twin++) {
    const key = digest(`${seed}|${twin}`).slice(0, 32);
    if (!store.isTaken(key)) return key;
  }
}

interface Settlement {
  readonly key: string;
  readonly place: Place;
  readonly planned: ObjectValue;
  readonly prior: Value;
}

function settle(kind: ResourceKind, store: ObjectStore, { key, place, planned, prior }: Settlement): Outcome {
  const value = fillUnknowns({
    type: kind.type,
    block: kind.block,
    recipes: kind.facts.values ?? {},
    place,
    seed: key,
    planned,
    prior,
  });
  const before = store.get(key);
  const problem = refusalToHold(kind, store, { key, place, value, prior: before?.value });
  if (problem !== undefined) return { problem };
  const attached = attachedTo(kind, store, { key, place, value }, before);
  const object = { ...stored(kind, { key, place, value }), attached };
  store.put(object, uniqueNames(kind, place, value));
  return { object };
}

function stored(
  kind: ResourceKind,
  { key, place, value }: { readonly key: string; readonly place: Place; readonly value: ObjectValue },
): StoredObject {
  return { key, type: kind.type, place, value, encoded: encodeValue(value) };
}

// A resource may name a region of its own since version 6 of the AWS provider.
function placeOf(place: Place, value: ObjectValue): Place {
  const region = value.region;
  return typeof region === 'string' && place.region !== 'global' ? { ...place, region } : place;
}

/** The stored object of a type that an import names: by id, by ARN, or by name, within one account. */
export function findForImport(
  { type, facts }: ResourceKind,
  store: ObjectStore,
  place: Place,
  id: string,
): StoredObject | undefined {
  // The AWS provider lets an import name the region after the id, as in `vpc-0123@ap-southeast-3`.
  const [plainId] = id.split(/@(?=[a-z]{2}(?:-[a-z]+)+-\d$)/);
  const candidates = store.list(type).filter(({ place: at }) => at.account === place.account);
  const { importId } = facts;
  if (importId !== undefined) return candidates.find(({ value }) => importId(value) === id);
  for (const attribute of ['id', 'arn', 'name']) {
    const found = candidates.find(({ value }) => isObject(value) && value[attribute] === plainId);
    if (found !== undefined) return found;
  }
  return undefined;
}
