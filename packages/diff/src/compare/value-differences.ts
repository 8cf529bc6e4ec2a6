import type { Json, JsonObject } from '@smile/inventory';

/** A value that differs, at one path. */
export interface ValueDifference {
  /** As printed: `vpc_config.subnet_ids`, `rule[stale].expiration.days`. */
  readonly path: string;
  /** Names alone, without what tells elements of a list apart: `rule.expiration.days`. */
  readonly argument: string;
  /** Undefined where it was not there. */
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** Where a comparison stands. */
interface Position {
  readonly path: string;
  readonly argument: string;
}

/**
 * Every value that differs between two trees, as small as it can be told.
 *
 * Elements of a list are the same when they have the same name, not the same position, so that a new one in front does not change all
 * behind it. Texts that hold JSON, as policies and values of releases, are compared as what they hold.
 */
export function valueDifferences(
  before: Json | undefined,
  after: Json | undefined,
  at: Position = { path: '', argument: '' },
): ValueDifference[] {
  if (isSame(before, after)) return [];
  const [old, fresh] = [unfolded(before), unfolded(after)];
  if (isObject(old) && isObject(fresh)) return objectDifferences(old, fresh, at);
  if (Array.isArray(old) && Array.isArray(fresh)) return listDifferences(old, fresh, at);
  if (old === undefined && hasParts(fresh)) return valueDifferences(Array.isArray(fresh) ? [] : {}, fresh, at);
  if (fresh === undefined && hasParts(old)) return valueDifferences(old, Array.isArray(old) ? [] : {}, at);
  return [{ ...at, before, after }];
}

function objectDifferences(before: JsonObject, after: JsonObject, at: Position): ValueDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => valueDifferences(before[name], after[name], below(at, name)));
}

function listDifferences(written: readonly Json[], rewritten: readonly Json[], at: Position): ValueDifference[] {
  const [before, after] = [written.map(unfoldedElement), rewritten.map(unfoldedElement)];
  if ([...before, ...after].every((item) => !hasParts(item))) return elementDifferences(before, after, at);
  const name = nameOfElements(before, after);
  if (name !== undefined) {
    const [old, fresh] = [byName(before, name), byName(after, name)];
    const names = [...new Set([...old.keys(), ...fresh.keys()])];
    return names.flatMap((one) => valueDifferences(old.get(one), fresh.get(one), element(at, one)));
  }
  const isSingle = before.length <= 1 && after.length <= 1;
  return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => index).flatMap((index) =>
    valueDifferences(before[index], after[index], isSingle ? at : element(at, String(index))),
  );
}

/** Of plain elements, those that come and those that go; or that only their order differs. */
function elementDifferences(before: readonly Json[], after: readonly Json[], at: Position): ValueDifference[] {
  const gone = without(before, after).map((item): ValueDifference => ({ ...at, before: item, after: undefined }));
  const come = without(after, before).map((item): ValueDifference => ({ ...at, before: undefined, after: item }));
  const [old, fresh] = [gone[0], come[0]];
  if (gone.length === 1 && come.length === 1) return [{ ...at, before: old?.before, after: fresh?.after }];
  if (gone.length + come.length > 0) return [...gone, ...come];
  return [{ ...at, before, after }];
}

function without(from: readonly Json[], taken: readonly Json[]): Json[] {
  const left = taken.map((item) => JSON.stringify(item));
  return from.filter((item) => {
    const place = left.indexOf(JSON.stringify(item));
    if (place >= 0) left.splice(place, 1);
    return place < 0;
  });
}

/** What tells elements of a list apart in AWS's, Terraform's and Kubernetes' own words. */
const NAMES: readonly ((item: JsonObject) => Json | undefined)[] = [
  (item) => (isObject(item.metadata) ? objectName(item, item.metadata) : undefined),
  (item) => item.name,
  (item) => item.sid,
  (item) => item.Sid,
  (item) => item.id,
  (item) => item.key,
  (item) => item.rule_name,
  (item) => item.device_name,
  (item) => item.alert,
];

type ElementName = (item: JsonObject) => Json | undefined;

function objectName({ kind }: JsonObject, { namespace, name }: JsonObject): Json | undefined {
  if (typeof name !== 'string') return undefined;
  return [kind, namespace, name].filter((one) => typeof one === 'string').join(' ');
}

/** The name that every element of both lists has, and no two of one list share. */
function nameOfElements(before: readonly Json[], after: readonly Json[]): ElementName | undefined {
  return NAMES.find((name) => [before, after].every((list) => byName(list, name).size === list.length));
}

function byName(list: readonly Json[], name: ElementName): ReadonlyMap<string, Json> {
  return new Map(
    list.flatMap((item) => {
      const found = isObject(item) ? name(item) : undefined;
      return typeof found === 'string' && found !== '' ? [[found, item] as const] : [];
    }),
  );
}

/** The tree that a text holds, where it is JSON; otherwise the value itself. */
function unfolded(value: Json | undefined): Json | undefined {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    const parsed: Json = JSON.parse(value);
    return hasParts(parsed) ? parsed : value;
  } catch {
    // With an expression of Terraform inside it is no JSON: the text stays whole.
    return value;
  }
}

function unfoldedElement(item: Json): Json {
  return unfolded(item) ?? item;
}

function below({ path, argument }: Position, name: string): Position {
  const join = (outer: string) => (outer === '' ? name : `${outer}.${name}`);
  return { path: join(path), argument: join(argument) };
}

function element({ path, argument }: Position, name: string): Position {
  return { path: `${path}[${name}]`, argument };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasParts(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
