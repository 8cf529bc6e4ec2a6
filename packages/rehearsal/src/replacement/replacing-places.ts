import type { Path } from '../protocol/problem.ts';
import { type ObjectValue, sameValue } from '../protocol/value.ts';
import { findAll } from '../values/place-in-object.ts';
import type { ReplacementRule } from './replacement-rules.ts';

/** Places that make a new object by a rule. */
export function replacingPlaces(prior: ObjectValue, planned: ObjectValue, rule: ReplacementRule): Path[] {
  const { path, when, while: flag, once } = rule;
  if (flag !== undefined && planned[flag] !== true) return [];
  if (once !== undefined && prior[once] !== true) return [];
  const isGiven = (object: ObjectValue) => findAll(object, path).some(({ value }) => value !== null);
  if (when === 'added' && (isGiven(prior) || !isGiven(planned))) return [];
  if (when === 'removed' && (!isGiven(prior) || isGiven(planned))) return [];
  return changedPlaces(prior, planned, path);
}

/** Places under a dotted path where two objects differ. An element that only one of them has counts at its list. */
export function changedPlaces(prior: ObjectValue, planned: ObjectValue, dottedPath: string): Path[] {
  const [root = ''] = dottedPath.split('.');
  const before = findAll(prior, dottedPath);
  const after = findAll(planned, dottedPath);
  if (before.length !== after.length) return [[root]];
  return after.flatMap(({ path, value }, i) =>
    sameValue(value, before[i]?.value ?? null) ? [] : [placeToReport(path)],
  );
}

// An index into a set means nothing to core, and the path must exist before or after: the block as a whole does.
function placeToReport(path: Path): Path {
  const index = path.findIndex((step) => typeof step === 'number');
  return index === -1 ? path : path.slice(0, index);
}
