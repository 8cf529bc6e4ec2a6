import { oncePerArguments } from '@smile/inventory';
import { dottedPath, findRefusedArguments, type RefusedArgument } from '@smile/rehearsal';
import type { Rule } from '../rule.ts';
import { argumentsOf, asWritten, brokenRulesOf } from './argument-rules.ts';

/**
 * A check by what the provider refuses, as it said itself when it was asked (packages/rehearsal/data).
 *
 * In code a reference counts as an argument that is set. A plan marks what AWS will fill in as unknown too, so there only what is
 * known counts. A state holds both and is not judged.
 */
export function refusedArguments(kind: RefusedArgument['kind']): Rule['check'] {
  return asWritten('**', (place, { inventory }) => {
    const refused = inventory.source === 'synth' ? refusedInCode(place) : refusedInPlan(place);
    const wanted = refused.filter((one) => one.kind === kind);
    if (wanted.length === 0) return [];
    // A rule of ours on the same argument says it in AWS's words already.
    const said = new Set(brokenRulesOf(place).map(({ path }) => dottedPath(path)));
    return wanted.filter(({ path }) => path.length === 0 || !said.has(dottedPath(path))).map(({ message }) => message);
  });
}

/** Three rules ask, one for each kind. */
const refusedInCode = oncePerArguments((place) =>
  findRefusedArguments(place.type, argumentsOf(place), { unknownIsSet: true }),
);
const refusedInPlan = oncePerArguments((place) => findRefusedArguments(place.type, argumentsOf(place)));
