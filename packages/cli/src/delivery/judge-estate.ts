import { checkGuardrails, type Finding, hasPassed } from '@smile/guardrails';
import type { Inventory } from '@smile/inventory';
import { checkRequirements } from '@smile/requirements';
import { CommandError } from '../command-error.ts';
import { environmentsToJudge } from '../requirements/judge.ts';
import { repositoryFacts } from '../requirements/repository-facts.ts';

/**
 * Holds an environment to the guardrails and requirements.
 *
 * @param synthesized every environment, since some rules compare one with the others.
 * @returns findings that do not fail, as lines that compare with those of another day.
 * @throws CommandError that lists everything that fails.
 */
export function judgeEstate(synthesized: Inventory, environment: string, root: string, at: Date): string[] {
  const report = checkGuardrails(synthesized, { at });
  const own = new Set(synthesized.stacks.filter((one) => one.environment === environment).map(({ name }) => name));
  const findings = report.findings.filter(({ resource }) => own.has(resource.stack));
  const results = checkRequirements(synthesized, {
    environments: environmentsToJudge(synthesized, [environment]),
    synthesized,
    repository: repositoryFacts(root),
  });
  const broken = findings.filter(({ status }) => status === 'failed').map(line);
  const waivers = [...report.expiredWaivers, ...report.unusedWaivers, ...report.unknownWaivers].filter(({ stack }) =>
    own.has(stack),
  );
  const unmet = results.filter(({ status }) => status === 'unmet');
  const problems = [
    ...broken,
    ...waivers.map(({ stack, message }) => `${stack}: ${message}`),
    ...unmet.flatMap(({ id, problems: found }) => found.map((problem) => `${id} is unmet: ${problem}`)),
  ];
  if (problems.length > 0) {
    throw new CommandError(
      [
        `${environment} must not be planned as it is: ${problems.length} problems; smile guardrails and smile requirements say more`,
        ...problems.map((problem) => `  - ${problem}`),
      ].join('\n'),
    );
  }
  if (!hasPassed(report) && findings.length === report.findings.length)
    throw new Error('the guardrails failed for no reason that was found');
  return findings.map(line).sort();
}

function line({ rule, status, resource, message }: Finding): string {
  return `${status} ${rule.id} ${resource.stack} ${resource.address}: ${message}`;
}
