import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { readJsonFile } from '@smile/inventory';
import type { DriftPlan } from '@smile/states';
import { CommandError } from '../command-error.ts';

/** Files of plans in the folder of a stack: what a rehearsal of drift keeps first, since its other plan is of before the drift. */
const NAMES = ['drift.json', 'plan.json'] as const;

/**
 * Reads plans in JSON: files, as `<stack>=<file>` or named after their stack, or folders with a folder per stack.
 *
 * @throws CommandError for a folder without plans; InventoryError for what is no JSON.
 */
export function readPlans(paths: readonly string[]): readonly DriftPlan[] {
  return paths.flatMap(filesIn).map(({ stack, file }) => ({
    stack,
    plan: readJsonFile(file, 'plan', 'pass a file that "terraform show -json <plan file>" wrote'),
  }));
}

interface PlanFile {
  readonly stack: string;
  readonly file: string;
}

function filesIn(text: string): readonly PlanFile[] {
  const [stack, path] = /^([^=/]+)=(.+)$/.exec(text)?.slice(1) ?? [];
  const file = resolve(path ?? text);
  if (!existsSync(file) || !statSync(file).isDirectory()) return [{ stack: stack ?? stackOf(file), file }];
  const found = readdirSync(file)
    .sort()
    .flatMap((name) => {
      const candidates = NAMES.map((one) => join(file, name, one)).filter((one) => existsSync(one));
      return candidates.slice(0, 1).map((one) => ({ stack: name, file: one }));
    });
  if (found.length > 0) return found;
  throw new CommandError(
    `no folder in ${file} has a ${NAMES.join(' or ')}; name a folder that smile rehearse --drift --keep left`,
  );
}

function stackOf(file: string): string {
  const isNameless = NAMES.some((name) => name === basename(file));
  return isNameless ? basename(dirname(file)) : basename(file).replace(/\..*$/, '');
}
