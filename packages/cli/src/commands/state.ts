import { resolve } from 'node:path';
import { EXIT_CODES } from '../command-error.ts';
import { checkStates } from '../state/check-states.ts';

/** `smile state check`: refuses states that stand-in providers filled. */
export function stateCheck(files: readonly string[]): number {
  const paths = files.map((file) => resolve(file));
  checkStates(paths);
  process.stdout.write(paths.map((path) => `${path} is no state of a rehearsal\n`).join(''));
  return EXIT_CODES.done;
}
