import { asList, asObject, asString, stringEntries } from '../json-narrowing.ts';
import type { Json, JsonObject } from '../model.ts';
import { oncePer } from '../once-per.ts';

type Labels = Readonly<Record<string, string>>;

/** What a selector says of labels that may not be all: `unknown` where a label that is not known would decide. */
export type Selected = 'yes' | 'no' | 'unknown';

/**
 * Whether a label selector takes in an object with some labels; an empty selector takes in everything.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 *
 * @param isWhole whether the labels are all that the object has.
 */
export function selects(selector: Json | undefined, labels: Labels, isWhole = true): Selected {
  const { equals, sets: expressions } = parsed(asObject(selector));
  const equal = equals.map(([key, value]) => holds(labels[key], isWhole, (found) => found === value));
  const sets = expressions.map((one) => requirement(one, labels, isWhole));
  const answers = [...equal, ...sets];
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

/** Policies are asked about the same few selectors for every pair of pods. */
const parsed = oncePer(({ matchLabels, matchExpressions }: JsonObject) => ({
  equals: Object.entries(stringEntries(matchLabels)),
  sets: asList(matchExpressions),
}));

function requirement(expression: Json, labels: Labels, isWhole: boolean): Selected {
  const { key, operator, values } = asObject(expression);
  const found = labels[asString(key) ?? ''];
  const listed = asList(values);
  switch (operator) {
    case 'In':
      return holds(found, isWhole, (value) => listed.includes(value));
    // An object without the label is not among those that have one of the values.
    case 'NotIn':
      if (found === undefined) return isWhole ? 'yes' : 'unknown';
      return found.includes('${') ? 'unknown' : answer(!listed.includes(found));
    case 'Exists':
      return holds(found, isWhole, () => true);
    case 'DoesNotExist':
      return found === undefined ? (isWhole ? 'yes' : 'unknown') : 'no';
    default:
      return 'unknown';
  }
}

function holds(found: string | undefined, isWhole: boolean, fits: (value: string) => boolean): Selected {
  if (found === undefined) return isWhole ? 'no' : 'unknown';
  return found.includes('${') ? 'unknown' : answer(fits(found));
}

function answer(isSo: boolean): Selected {
  return isSo ? 'yes' : 'no';
}
