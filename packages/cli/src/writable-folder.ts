import { accessSync, constants, mkdirSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { CommandError } from './command-error.ts';

/**
 * Makes sure that a folder is there and can be written to.
 *
 * @param option the option that names it, for the error.
 * @throws CommandError if it cannot.
 */
export function writableFolder(path: string, option: string): string {
  const folder = resolve(path);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CommandError(`cannot write to the folder ${folder} (${code}); name another with ${option}`);
  }
  return folder;
}

/**
 * Like {@link writableFolder}, and it must hold nothing yet.
 *
 * @throws CommandError if it cannot be written to, or holds something.
 */
export function emptyFolder(path: string, option: string): string {
  const folder = writableFolder(path, option);
  const [first] = readdirSync(folder);
  if (first === undefined) return folder;
  throw CommandError.wrongUse([
    `the folder ${folder} must be empty, found ${first} in it; empty it or name another with ${option}`,
  ]);
}
