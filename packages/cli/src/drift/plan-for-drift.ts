import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Redactor } from '@smile/delivery';
import type { Inventory, Stack } from '@smile/inventory';
import { findTerraform, runInOrder } from '@smile/rehearsal';
import type { DriftPlan, StateLock, StatePlace, StateStore } from '@smile/states';
import { CommandError } from '../command-error.ts';
import { type RunContext, StackWorkspace } from '../delivery/stack-workspace.ts';
import { markOf } from '../delivery/state-mark.ts';
import { pretendSurroundings, realSurroundings } from '../delivery/surroundings.ts';
import { TerraformSessions, withoutKilling } from '../delivery/terraform-session.ts';

export interface PlanForDriftOptions {
  /** Private folder of the run. */
  readonly work: string;
  readonly code: Inventory;
  readonly stacks: readonly Stack[];
  readonly redactor: Redactor;
  readonly store: StateStore;
  readonly places: readonly StatePlace[];
  /** Folder of states of a run without a cloud. @default - clouds */
  readonly states?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly atOnce: number;
  readonly onStack: (stack: string) => void;
}

/** Plans every stack without its lock. A stack that cannot be planned, or that somebody is applying, comes with the reason. */
export async function planForDrift(options: PlanForDriftOptions): Promise<readonly DriftPlan[]> {
  const { work, code, stacks, redactor, states, env, atOnce, onStack } = options;
  const terraform = await findTerraform(env);
  const surroundings =
    states === undefined
      ? realSurroundings(env)
      : await pretendSurroundings({ synthesized: code, states, env, terraformVersion: terraform.version });
  const logs = join(work, 'logs');
  mkdirSync(logs, { recursive: true });
  const sessions = new TerraformSessions(terraform, surroundings.env, logs);
  const context: RunContext = { work, surroundings, sessions, redactor };
  try {
    const tasks = stacks.map((stack) => ({
      name: stack.name,
      // Nothing is applied, so nothing has to wait for anything.
      after: [],
      run: async () => {
        onStack(stack.name);
        return planOne(stack, context, options);
      },
    }));
    return await withoutKilling(sessions, () => runInOrder(tasks, atOnce));
  } finally {
    surroundings.close();
  }
}

async function planOne(stack: Stack, context: RunContext, options: PlanForDriftOptions): Promise<DriftPlan> {
  const { name, directory } = stack;
  if (directory === undefined) throw new Error(`${name} was not synthesized into a folder`);
  const lock = await lockOf(name, options);
  if (lock !== undefined) return { stack: name, failure: describeLock(lock) };
  try {
    const workspace = new StackWorkspace(context, name, directory);
    const { serial, lineage } = markOf(await workspace.pullState());
    const plan = await workspace.look();
    // Somebody may have begun in the meantime: then half of what was planned is the work of an apply, and no drift.
    const taken = await lockOf(name, options);
    if (taken !== undefined) return { stack: name, failure: describeLock(taken) };
    return { stack: name, plan, serial, lineage };
  } catch (error) {
    if (!(error instanceof CommandError) || context.sessions.isInterrupted) throw error;
    return { stack: name, failure: error.message };
  }
}

async function lockOf(stack: string, { store, places }: PlanForDriftOptions): Promise<StateLock | undefined> {
  const place = places.find((one) => one.stack === stack);
  return place === undefined ? undefined : store.lockOf(place);
}

function describeLock({ who, operation, since }: StateLock): string {
  return `${who} holds its state since ${since} (${operation}), so what differs may be half of an apply; judge it afterwards, or see docs/runbooks/broken-lock.md`;
}
