import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pretendMark } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';

/**
 * Makes sure that states are of real resources, and not of a rehearsal or of `smile offline`.
 *
 * @throws CommandError that lists every file that is not, or that is no state.
 */
export function checkStates(files: readonly string[]): void {
  const problems = files.flatMap((file) => problemOf(file) ?? []);
  if (problems.length > 0) {
    throw new CommandError(
      `${problems.length} of ${files.length} states must not be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
  }
}

/** States that were left in a folder for real ones, as by an earlier version of `smile offline`. */
export function pretendStatesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
  return files.filter((file) => file.endsWith('.tfstate') && isPretend(file)).sort();
}

function isPretend(file: string): boolean {
  const state = readState(file);
  return !('problem' in state) && pretendMark(state) !== undefined;
}

function problemOf(file: string): string | undefined {
  const state = readState(file);
  if ('problem' in state) return `${file} ${state.problem}; name a file that Terraform wrote`;
  const mark = pretendMark(state);
  return mark === undefined ? undefined : `${file} is invented: ${mark}; remove it, and apply to the account first`;
}

function readState(file: string): object | { readonly problem: string } {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof state === 'object' && state !== null && 'lineage' in state) return state;
    return { problem: 'has no lineage, so it is no state' };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code }: NodeJS.ErrnoException = error;
    return { problem: `cannot be read as a state (${code ?? 'no JSON'})` };
  }
}
