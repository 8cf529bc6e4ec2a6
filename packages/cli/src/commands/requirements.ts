import {
  checkRequirements,
  type JudgedEnvironment,
  type RequirementResult,
  requirementsElsewhere,
} from '@smile/requirements';
import pc from 'picocolors';
import { EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { readObserved } from '../read-source.ts';
import { repositoryRoot } from '../repository-root.ts';
import { environmentsToJudge, requirementId } from '../requirements/judge.ts';
import { counts, details, statusTable } from '../requirements/markdown.ts';
import { repositoryFacts } from '../requirements/repository-facts.ts';
import { countLine, renderOne, renderResults } from '../requirements/text.ts';
import { selectEnvironments } from '../select-environments.ts';
import type { SourceOptions } from '../source-options.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface RequirementsCommandOptions extends SourceOptions {
  /** Id of the one requirement to show. */
  readonly id?: string;
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile requirements`: checks the code, plans or states against every requirement. */
export async function requirements(words: readonly string[], options: RequirementsCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const observed = readObserved(options);
  const ids = selectEnvironments(words);
  const only = options.id === undefined ? undefined : [requirementId(options.id)];
  // All of it: some requirements compare an environment with the others.
  const synthesized = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids: [], signal })).inventory),
  );
  const source = observed?.completedFrom(synthesized) ?? synthesized;
  const environments = environmentsToJudge(source, ids);
  const repository = repositoryFacts(root);
  const results = checkRequirements(source, { environments, synthesized, repository, ids: only });
  process.stdout.write(render(results, environments, options));
  return results.some(({ status }) => status === 'unmet') ? EXIT_CODES.failed : EXIT_CODES.done;
}

function render(
  results: readonly RequirementResult[],
  environments: readonly JudgedEnvironment[],
  { id, json, markdown }: RequirementsCommandOptions,
): string {
  const names = environments.map((environment) => environment.id);
  if (json === true) return `${JSON.stringify({ environments: names, results, counts: countsOf(results) }, null, 2)}\n`;
  if (markdown === true) {
    const columns = [{ title: names.join(', '), results }];
    return `${[statusTable(columns), counts(columns), details(columns)].join('\n\n')}\n`;
  }
  const colours = pc.createColors(process.stdout.isTTY === true);
  const elsewhere = id === undefined ? requirementsElsewhere(environments) : [];
  const [only] = results;
  if (id === undefined) return renderResults(results, elsewhere, colours);
  return only === undefined
    ? `${id} is about none of ${names.join(', ')}\n${countLine(results)}\n`
    : renderOne(only, colours);
}

function countsOf(results: readonly RequirementResult[]): Readonly<Record<RequirementResult['status'], number>> {
  const count = (status: RequirementResult['status']) => results.filter((one) => one.status === status).length;
  return { met: count('met'), open: count('open'), unmet: count('unmet') };
}
