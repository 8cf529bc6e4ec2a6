import { dottedPath, findBrokenRules, findRefusedArguments, type RefusedArgument } from '@smile/rehearsal';
import type { Rule } from '../rule.ts';
import { argumentsOf } from './argument-rules.ts';

/**
 * A check by what the provider refuses, as it said itself when it was asked (packages/rehearsal/data).
 *
 * In code a reference counts as an argument that is set. A plan marks what AWS will fill in as unknown too, so there only what is
 * known counts. A state holds both and is not judged.
 */
export function refusedArguments(kind: RefusedArgument['kind']): Rule['check'] {
  return ({ resources, inventory }) => {
    if (inventory.source === 'state') return undefined;
    return resources('**')
      .filter(({ mode, change }) => mode === 'managed' && isNew(change?.action))
      .flatMap((place) => {
        const values = argumentsOf(place);
        const refused = findRefusedArguments(place.type, values, { unknownIsSet: inventory.source === 'synth' });
        const wanted = refused.filter((one) => one.kind === kind);
        if (wanted.length === 0) return [];
        // A rule of ours on the same argument says it in AWS's words already.
        const said = new Set(findBrokenRules(place.type, values).map(({ path }) => dottedPath(path)));
        return wanted
          .filter(({ path }) => path.length === 0 || !said.has(dottedPath(path)))
          .map(({ message }) => ({ place, message }));
      });
  };
}

function isNew(action: string | undefined): boolean {
  return action === undefined || action === 'create' || action === 'replace';
}
