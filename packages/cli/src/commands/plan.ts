import { join } from 'node:path';
import { environmentIds } from '@smile/apps';
import { judgeEstate } from '../delivery/judge-estate.ts';
import { type PlanBundleOptions, planBundle } from '../delivery/plan-bundle.ts';
import { checkRecordsOption } from '../delivery/record-places.ts';
import { reportPlan } from '../delivery/report-plan.ts';
import { statesFolder } from '../delivery/run-folders.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { emptyFolder } from '../writable-folder.ts';

export interface PlanCommandOptions extends PlanBundleOptions {
  readonly json?: boolean;
  readonly markdown?: boolean;
}

/** `smile plan`: saves a plan of each stack of an environment, for review. */
export async function plan(word: string, options: PlanCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const [environment = ''] = selectEnvironments([word]);
  // Wrong use is said before a synthesis.
  statesFolder(root, options);
  checkRecordsOption(options, process.env);
  if (options.out !== undefined) emptyFolder(options.out, '--out');
  const read = await inTemporaryFolder('plan', async (work) => {
    // All environments, since some rules compare one with the others.
    const { inventory: synthesized } = await interruptible((signal) =>
      synthesize({ root, out: join(work, 'synth'), ids: [], signal }),
    );
    const now = new Date();
    const guardrails = judgeEstate(synthesized, environment, root, now);
    const environments = environmentIds();
    return planBundle({
      root,
      work,
      environment,
      environments,
      synthesized,
      guardrails,
      now,
      env: process.env,
      options,
    });
  });
  return reportPlan(read, options);
}
