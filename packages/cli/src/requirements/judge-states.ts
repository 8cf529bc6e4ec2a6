import type { Inventory } from '@smile/inventory';
import type { JudgedFinding } from '@smile/rehearsal';
import { checkRequirements, type RepositoryFacts, type RequirementResult } from '@smile/requirements';
import { environmentsToJudge } from './judge.ts';

/** Every unmet requirement of rehearsed states, as findings about the stacks that they are found in. */
export function unmetRequirements(
  states: Inventory,
  { synthesized, repository }: { readonly synthesized: Inventory; readonly repository: RepositoryFacts },
): readonly JudgedFinding[] {
  return environmentsToJudge(states, []).flatMap((environment) => {
    const results = checkRequirements(states, { environments: [environment], synthesized, repository });
    const stacks = states.stacks.filter((one) => one.environment === environment.id).map(({ name }) => name);
    return results.filter(({ status }) => status === 'unmet').flatMap((result) => findingsOf(result, stacks));
  });
}

function findingsOf({ id, title, problems }: RequirementResult, stacks: readonly string[]): readonly JudgedFinding[] {
  const [first = ''] = stacks;
  return problems.map((problem) => {
    const [, stack = '', address] = /^(\S+) (\S+): /.exec(problem) ?? [];
    // What is missing has no place; the first stack of the environment speaks for it.
    const place = stacks.includes(stack) ? { stack, address } : { stack: first };
    return { ...place, summary: `${id} (${title}) is unmet`, detail: problem };
  });
}
