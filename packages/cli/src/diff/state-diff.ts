import { cpSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type DiffReport, reportOfPlans } from '@smile/diff';
import type { Inventory } from '@smile/inventory';
import { findTerraform } from '@smile/rehearsal';
import { planInFolder } from '../delivery/plan-in-folder.ts';
import { pretendSurroundings } from '../delivery/surroundings.ts';
import { workingTreeName } from './git.ts';

export interface StateDiffOptions {
  /** The repository. */
  readonly root: string;
  /** Private folder of the run. */
  readonly work: string;
  readonly synthesized: Inventory;
  /** Folder in which `smile offline` or `smile apply --offline` keeps states. */
  readonly states: string;
  /** What readers call the states. */
  readonly name: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly onStep: (stack: string, step: string) => void;
}

/** What Terraform plans to change of states, with stand-in providers; the states stay as they are. */
export async function diffAgainstStates(options: StateDiffOptions): Promise<DiffReport> {
  const { root, work, synthesized, name, env, onStep } = options;
  const terraform = await findTerraform(env);
  const states = copyOfStates(options);
  const surroundings = await pretendSurroundings({ synthesized, states, env, terraformVersion: terraform.version });
  try {
    const planned = await planInFolder(terraform, {
      root,
      work,
      surroundings,
      synthesized,
      stacks: synthesized.stacks,
      callerEnv: env,
      purpose: 'apply',
      atOnce: availableParallelism(),
      onStep,
    });
    const drafts = planned.filter(({ plan }) => plan === 'draft').map((one) => one.name);
    return reportOfPlans({
      before: name,
      after: workingTreeName(root),
      code: synthesized,
      stacks: planned.map((one) => ({
        name: one.name,
        plan: one.redacted,
        configuration: one.workspace.configuration,
      })),
      notes: [
        'Terraform planned against stand-in providers',
        ...(drafts.length === 0
          ? []
          : [`${drafts.join(', ')}: planned on what stand-ins make of the stacks before them; values may differ`]),
      ],
    });
  } finally {
    surroundings.close();
  }
}

/** Stacks without a state get an empty one where they are planned, so that happens to a copy. */
function copyOfStates({ states, work }: StateDiffOptions): string {
  const copy = join(work, 'states');
  mkdirSync(copy, { recursive: true });
  cpSync(join(states, '.state'), join(copy, '.state'), { recursive: true });
  return copy;
}
