import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CommandError } from './command-error.ts';

/** The entry that synthesizes the estate, by which the repository is recognized. */
export const ENTRY = join('apps', 'main.ts');

/**
 * The repository that a folder lies in.
 *
 * @throws CommandError if there is none.
 */
export function repositoryRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, ENTRY)) && existsSync(join(folder, 'cdktf.json'))) return folder;
    if (folder === dirname(folder)) {
      throw CommandError.wrongUse([
        `smile works inside its repository, but neither ${from} nor a folder above it has cdktf.json and ${ENTRY}; change to the repository`,
      ]);
    }
  }
}
