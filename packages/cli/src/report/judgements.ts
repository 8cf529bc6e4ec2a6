import type { Inventory } from '@smile/inventory';
import { checkRequirements, type RequirementResult } from '@smile/requirements';
import { environmentsToJudge } from '../requirements/judge.ts';
import { repositoryFacts } from '../requirements/repository-facts.ts';

/** How every requirement stands in one environment, by the code. */
export function requirementsOf(estate: Inventory, root: string, environment: string): readonly RequirementResult[] {
  const environments = environmentsToJudge(estate, [environment]);
  return checkRequirements(estate, { environments, synthesized: estate, repository: repositoryFacts(root) });
}
