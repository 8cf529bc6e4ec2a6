import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redactor } from '@smile/delivery';
import type { TerraformBinary } from '@smile/rehearsal';
import { type PlannedStack, type PlanOptions, planEnvironment } from './plan-environment.ts';
import { chartsFolder } from './run-folders.ts';
import { TerraformSessions, withoutKilling } from './terraform-session.ts';

export interface PlanInFolderOptions extends Omit<PlanOptions, 'sessions' | 'redactor'> {
  /** The repository, which has the archives of charts. */
  readonly root: string;
}

/** Plans stacks in a folder of the run, with logs and the archives of charts beside them; an interruption lets Terraform end. */
export function planInFolder(
  terraform: TerraformBinary,
  { root, ...options }: PlanInFolderOptions,
): Promise<PlannedStack[]> {
  const { work, surroundings } = options;
  const logs = join(work, 'logs');
  mkdirSync(logs, { recursive: true });
  if (existsSync(chartsFolder(root))) cpSync(chartsFolder(root), join(work, '.charts'), { recursive: true });
  const sessions = new TerraformSessions(terraform, surroundings.env, logs);
  return withoutKilling(sessions, () => planEnvironment({ ...options, sessions, redactor: new Redactor() }));
}
