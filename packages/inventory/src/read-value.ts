import { asList, asObject, isObject } from './json-narrowing.ts';
import type { Json, JsonObject } from './model.ts';

/**
 * The value at a path of names, as in `vpc_config.subnet_ids`, whichever shape the source gives nested blocks.
 *
 * Synthesized JSON writes a block that occurs once as an object or a list of one, plans and states always as a list; a path
 * goes through both alike. Through a list of several it does not go, see {@link blocksAt}; `[2]` picks one.
 */
export function valueAt(values: JsonObject, path: string): Json | undefined {
  let value: Json | undefined = values;
  for (const step of stepsOf(path).flat()) {
    if (typeof step === 'number') value = asList(value)[step];
    else value = asObject(onlyOf(value))[step];
  }
  return value === null ? undefined : value;
}

/** The blocks at a path, each as an object: none, one or many, in the order of the source. */
export function blocksAt(values: JsonObject, path: string): readonly JsonObject[] {
  return asList(valueAt(values, path)).filter(isObject);
}

/** The texts at a path, whether it holds one or a list; an expression counts as its text. */
export function textsAt(values: JsonObject, path: string): readonly string[] {
  return asList(valueAt(values, path)).flatMap((value) => (typeof value === 'string' ? [value] : []));
}

/** Whether a path is another one or lies below it; an index that one of them leaves out fits any. */
export function isAtOrBelow(path: string, candidate: string): boolean {
  if (!candidate.startsWith(FIRST_NAME.exec(path)?.[0] ?? '')) return false;
  const [wanted, found] = [stepsOf(path), stepsOf(candidate)];
  return wanted.every((segment, depth) => {
    const [name, index] = segment;
    const [foundName, foundIndex] = found[depth] ?? [];
    return name === foundName && (index === undefined || foundIndex === undefined || index === foundIndex);
  });
}

const FIRST_NAME = /^[^.[]*/;

/** Paths taken apart: a few thousand different ones are asked for a hundred times each. */
const known = new Map<string, readonly (readonly (string | number)[])[]>();
const MOST_KNOWN = 20_000;

function stepsOf(path: string): readonly (readonly (string | number)[])[] {
  const found = known.get(path);
  if (found !== undefined) return found;
  const steps = path.split('.').map(splitIndex);
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(path, steps);
  return steps;
}

/** A list of one as its element, since that is how a single block comes. */
function onlyOf(value: Json | undefined): Json | undefined {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** `subnet_ids[1]` is a name and an index. */
function splitIndex(step: string): (string | number)[] {
  const [, name = step, indexes = ''] = /^([^[]*)((?:\[\d+\])*)$/.exec(step) ?? [];
  const numbers = [...indexes.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return name === '' ? numbers : [name, ...numbers];
}
