import type { JsonObject } from '@smile/inventory';
import { readAwsFlags } from '../schema/sensitive-attributes.ts';
import { factsOf } from '../values/facts-of.ts';
import { factsOfOtherProvider } from '../values/other-providers.ts';
import { replacementOf } from './replacement-data.ts';
import { replacementRules } from './replacement-rules.ts';
import { changedPlaces, replacingPlaces } from './replacing-places.ts';

/** A change of one resource, as its code shows it. */
export interface CodeChange {
  readonly type: string;
  /** Arguments as written before and after. */
  readonly before: JsonObject;
  readonly after: JsonObject;
  /**
   * Dotted paths of arguments whose text stays while what they refer to changes, as in `vpc_config.subnet_ids`.
   * @default - none
   */
  readonly follows?: readonly string[];
}

/** What a change does to its object, as far as the data tells. */
export interface ReplacementJudgement {
  /** `not known` where the data holds nothing of the type, or no answer about an argument that changes. */
  readonly verdict: 'in place' | 'replaced' | 'not known';
  /** Dotted paths that replace, or that are not known. */
  readonly paths: readonly string[];
}

/**
 * Judges by the data that the stand-ins plan by: what the real plugin answered, and the rows of what it was not asked.
 *
 * It knows no state, so an argument that names what is there already counts as a change. Terraform with a state says the last word.
 */
export function judgeReplacement({ type, before, after: written, follows = [] }: CodeChange): ReplacementJudgement {
  const after = withKept(type, before, written);
  const changed = topsThatDiffer(before, after);
  const rules = replacementRules(type, factsOf(type), new Set(Object.keys({ ...before, ...after })));
  const facts = factsOf(type);
  const replacing = [
    ...rules.filter((rule) => replacingPlaces(before, after, rule).length > 0).map(({ path }) => path),
    ...(facts.replaceFor?.(before, after) ?? []).filter((path) => changedPlaces(before, after, path).length > 0),
    ...rules
      .filter(({ path, when }) => when === 'changed' && follows.some((one) => isAt(one, path)))
      .map(({ path }) => path),
  ];
  if (replacing.length > 0) return { verdict: 'replaced', paths: [...new Set(replacing)].sort() };
  const unanswered = isAnswered(type) ? unansweredPaths(type, before, after, follows) : [...changed, ...follows];
  return unanswered.length > 0
    ? { verdict: 'not known', paths: [...new Set(unanswered)].sort() }
    : { verdict: 'in place', paths: [] };
}

/**
 * Attributes of a changed object that others may read and that change with it, besides its arguments: a new version of a launch
 * template, as in `latest_version`.
 *
 * @param changed dotted paths of the arguments that change.
 */
export function recomputedAttributes(type: string, changed: readonly string[]): readonly string[] {
  return Object.entries(factsOf(type).recomputed ?? {}).flatMap(([attribute, causes]) => {
    const isCaused = causes.some((cause) => cause === '*' || changed.some((path) => isAt(path, cause)));
    return isCaused ? [attribute] : [];
  });
}

/**
 * Arguments with those that Terraform keeps although the code does not set them any more: what the provider chooses where nobody does.
 */
function withKept(type: string, before: JsonObject, after: JsonObject): JsonObject {
  const kept = Object.entries(before).filter(([name]) => after[name] === undefined && isKeptWhenLeftOut(type, name));
  return kept.length === 0 ? after : { ...after, ...Object.fromEntries(kept) };
}

/** Whether leaving an argument out of the code changes nothing, as with what is both optional and computed. */
export function isKeptWhenLeftOut(type: string, argument: string): boolean {
  return readAwsFlags()[type]?.optionalComputed?.includes(argument) ?? false;
}

/** Whether the data says of a type what replaces it. */
function isAnswered(type: string): boolean {
  return replacementOf(type) !== undefined || factsOfOtherProvider(type) !== undefined;
}

function unansweredPaths(
  type: string,
  before: JsonObject,
  after: JsonObject,
  follows: readonly string[],
): readonly string[] {
  const unsettled = Object.keys(replacementOf(type)?.unsettled ?? {});
  return unsettled.filter(
    (path) => changedPlaces(before, after, path).length > 0 || follows.some((one) => isAt(one, path)),
  );
}

/** Whether one path is another one, or lies inside it. */
function isAt(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}.`) || outer.startsWith(`${path}.`);
}

function topsThatDiffer(before: JsonObject, after: JsonObject): readonly string[] {
  return Object.keys({ ...before, ...after }).filter((name) => changedPlaces(before, after, name).length > 0);
}
