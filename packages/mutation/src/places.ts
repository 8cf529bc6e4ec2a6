import type { Json, JsonObject } from '@smile/inventory';

/** Names and indexes from the top of a stack to a value. */
export type Path = readonly (string | number)[];

/** A value in a stack, and where it is. */
export interface Place {
  readonly path: Path;
  readonly value: Json;
}

/** What cdktf writes for itself, and what no provider reads. */
const NOT_ARGUMENTS = new Set(['//', 'connection', 'provisioner']);

/** Every value inside another, each list and object before what it holds. */
export function placesIn(value: Json, path: Path = []): readonly Place[] {
  const inner = entriesOf(value).flatMap(([key, one]) => placesIn(one, [...path, key]));
  return [{ path, value }, ...inner];
}

/** The same object with another value at a path; `undefined` takes it away. Nothing is copied that stays as it is. */
export function withValue(body: JsonObject, path: Path, value: Json | undefined): JsonObject {
  return replaced(body, path, value) as JsonObject;
}

/** The argument that a path leads to, without list indexes. */
export function argumentOf(path: Path): string {
  return path.filter((step) => typeof step === 'string').join('.');
}

/** The argument that a path leads to, with list indexes. */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function entriesOf(value: Json): readonly (readonly [string | number, Json])[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.map((one: Json, index) => [index, one] as const);
  return Object.entries(value).filter(([key]) => !NOT_ARGUMENTS.has(key));
}

function replaced(value: Json, [step, ...rest]: Path, wanted: Json | undefined): Json {
  if (step === undefined) return wanted ?? null;
  if (Array.isArray(value)) {
    const list: readonly Json[] = value;
    if (rest.length === 0 && wanted === undefined) return list.filter((_, index) => index !== step);
    return list.map((one, index) => (index === step ? replaced(one, rest, wanted) : one));
  }
  const object = value as JsonObject;
  if (rest.length === 0 && wanted === undefined) {
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
  }
  return { ...object, [step]: replaced(object[step] ?? null, rest, wanted) };
}
