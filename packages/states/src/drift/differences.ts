import { isObject, type Json, type JsonObject } from '@smile/inventory';

/** A name in an object, or a place in a list. */
export type PathStep = string | number;

/** What differs between two values at one path. */
export interface Difference {
  readonly steps: readonly PathStep[];
  /** Undefined where nothing was. */
  readonly before: Json | undefined;
  /** Undefined where nothing is. */
  readonly after: Json | undefined;
}

/**
 * Where two values differ, as deep as they can be compared.
 *
 * Blocks of a list are paired with those that are most like them, since a set has no order: one that was added is one difference, not as
 * many as there are blocks after it. A list of plain values is one value. `null`, an empty text and an empty list are the same
 * nothing, which providers change into each other, and JSON in a text is compared as JSON.
 */
export function differences(
  before: Json | undefined,
  after: Json | undefined,
  steps: readonly PathStep[] = [],
): readonly Difference[] {
  if (isSame(before, after)) return [];
  if ((isObject(before) || isNothing(before)) && (isObject(after) || isNothing(after))) {
    return ofObjects(objectOf(before), objectOf(after), steps);
  }
  if (areBlocks(before) || areBlocks(after)) {
    if ((areBlocks(before) || isNothing(before)) && (areBlocks(after) || isNothing(after))) {
      return ofBlocks(areBlocks(before) ? before : [], areBlocks(after) ? after : [], steps);
    }
  }
  return [{ steps, before, after }];
}

/** Whether two values mean the same. */
export function isSame(a: Json | undefined, b: Json | undefined): boolean {
  if (isNothing(a) && isNothing(b)) return true;
  return a === b || canonical(a) === canonical(b);
}

/** Path as Terraform writes it, as in `ingress[0].cidr_blocks`. */
export function formatPath(steps: readonly PathStep[]): string {
  return steps.reduce<string>((path, step) => {
    if (typeof step === 'number') return `${path}[${step}]`;
    if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step)) return `${path}[${JSON.stringify(step)}]`;
    return path === '' ? step : `${path}.${step}`;
  }, '');
}

/** The same without places in lists, so that paths of two comparisons can be told to mean the same attribute. */
export function withoutPlaces(steps: readonly PathStep[]): string {
  return formatPath(steps.filter((step) => typeof step === 'string'));
}

function ofObjects(before: JsonObject, after: JsonObject, steps: readonly PathStep[]): readonly Difference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => differences(before[name], after[name], [...steps, name]));
}

function ofBlocks(before: readonly Json[], after: readonly Json[], steps: readonly PathStep[]): readonly Difference[] {
  const [left, right] = withoutEqual(before, after);
  const pairs: Difference[] = [];
  const unpaired = new Set(right);
  for (const place of left) {
    const partner = mostAlike(before[place], after, unpaired);
    if (partner !== undefined) unpaired.delete(partner);
    const value = partner === undefined ? undefined : after[partner];
    pairs.push(...differences(before[place], value, [...steps, place]));
  }
  const added = [...unpaired].map((place) => ({ steps: [...steps, place], before: undefined, after: after[place] }));
  return [...pairs, ...added];
}

/** Places of what has no equal on the other side. */
function withoutEqual(before: readonly Json[], after: readonly Json[]): readonly [number[], number[]] {
  const left = new Map<string, number[]>();
  before.forEach((value, place) => {
    const key = canonical(value);
    left.set(key, [...(left.get(key) ?? []), place]);
  });
  const right = after.flatMap((value, place) => {
    const equal = left.get(canonical(value));
    return equal?.shift() === undefined ? [place] : [];
  });
  return [[...left.values()].flat().sort((a, b) => a - b), right];
}

/** The block with most values in common; undefined when none has any. */
function mostAlike(value: Json | undefined, blocks: readonly Json[], places: ReadonlySet<number>): number | undefined {
  let best: { readonly place: number; readonly common: number } | undefined;
  for (const place of places) {
    const common = inCommon(value, blocks[place]);
    if (common > (best?.common ?? 0)) best = { place, common };
  }
  return best?.place;
}

function inCommon(a: Json | undefined, b: Json | undefined): number {
  if (!isObject(a) || !isObject(b)) return 0;
  return Object.keys(a).filter((name) => !isNothing(a[name]) && isSame(a[name], b[name])).length;
}

function canonical(value: Json | undefined): string {
  if (typeof value === 'string') return canonicalText(value);
  if (Array.isArray(value)) return `[${value.map((one: Json) => canonical(one)).join()}]`;
  if (!isObject(value)) return JSON.stringify(value ?? null);
  const entries = Object.keys(value)
    .filter((name) => !isNothing(value[name]))
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${entries.join()}}`;
}

/** A document in a text, such as a policy, has the same meaning in any order of its names. */
function canonicalText(text: string): string {
  if (!/^\s*[[{]/.test(text)) return JSON.stringify(text);
  try {
    return `json:${canonical(JSON.parse(text) as Json)}`;
  } catch {
    return JSON.stringify(text);
  }
}

function isNothing(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isObject(value) && Object.keys(value).length === 0;
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function areBlocks(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}
