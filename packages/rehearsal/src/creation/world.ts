import { isList, isObject, type ObjectValue, type Value } from '../protocol/value.ts';
import type { StoredObject } from '../provider/store.ts';
import { findAll } from '../values/place-in-object.ts';

/** What there is when a service looks something up: the objects made so far, and what people made by hand before. */
export class World {
  private readonly list: (type?: string) => readonly StoredObject[];
  private readonly byHand: ReadonlySet<string>;

  constructor(list: (type?: string) => readonly StoredObject[], byHand: readonly string[]) {
    this.list = list;
    this.byHand = new Set(byHand);
  }

  /** Whether an object of one of the types has this value at the attribute. */
  has(types: readonly string[], attribute: string, wanted: string): boolean {
    return types.some((type) => this.values(type).some((value) => textsAt(value, attribute).includes(wanted)));
  }

  /** Whether a person makes it before the first apply, as the runbook says. */
  isByHand(arn: string): boolean {
    return this.byHand.has(arn);
  }

  /** The objects of a type, in every account: names of DNS, issuers and ARNs are seen from anywhere. */
  values(type: string): readonly ObjectValue[] {
    return this.list(type).flatMap(({ value }) => (isObject(value) ? [value] : []));
  }
}

/** Every text at a dotted path, lists included. */
export function textsAt(value: ObjectValue, path: string): string[] {
  return findAll(value, path).flatMap((found) => textsIn(found.value));
}

/** Every text anywhere in a value. */
export function textsIn(value: Value): string[] {
  if (typeof value === 'string') return [value];
  if (isList(value)) return value.flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
