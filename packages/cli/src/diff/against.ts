import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandError } from '../command-error.ts';
import { type BaseCommit, mergeBase, namedCommit } from './git.ts';

/** What the code is compared with. */
export type Against =
  | ({ readonly kind: 'commit' } & BaseCommit)
  | { readonly kind: 'synthesis'; readonly folder: string; readonly name: string }
  | { readonly kind: 'states'; readonly folder: string; readonly name: string };

/**
 * What a word after `--against` means. Git comes first, since it is what one compares with every day; a folder that is called like a
 * branch is named with a slash.
 *
 * @throws CommandError where it is neither a commit nor a folder of one of the two kinds.
 */
export function whatAgainst(root: string, word: string | undefined): Against {
  if (word === undefined) return { kind: 'commit', ...mergeBase(root) };
  if (word === 'state') return statesIn(join(root, '.smile', 'offline'), word);
  const commit = word.includes('/') && isFolder(word) ? undefined : namedCommit(root, word);
  if (commit !== undefined) return { kind: 'commit', ...commit };
  if (!isFolder(word)) {
    throw CommandError.wrongUse([
      `--against ${JSON.stringify(word)} is neither a commit that Git knows nor a folder; name a branch, a tag or a hash, a folder that smile synth wrote, a folder of states, or write state for what smile offline applied`,
    ]);
  }
  if (existsSync(join(word, 'stacks'))) return { kind: 'synthesis', folder: resolve(word), name: word };
  return statesIn(resolve(word), word);
}

function statesIn(folder: string, word: string): Against {
  if (isFolder(join(folder, '.state'))) {
    return { kind: 'states', folder, name: word === 'state' ? 'the states of smile offline' : word };
  }
  if (word === 'state') {
    throw CommandError.wrongUse([
      `--against state: nothing was applied in ${folder} yet; run smile plan and smile apply with --offline first, or compare with a commit`,
    ]);
  }
  throw CommandError.wrongUse([
    `--against ${word}: ${folder} has neither a synthesis nor states; name a folder that smile synth --out or smile apply --offline --states wrote`,
  ]);
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
