import { execFileSync } from 'node:child_process';
import { CommandError } from '../command-error.ts';

/** What Git prints, without the last line break; undefined where it says no. */
function runGit(root: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // No repository, no such commit, no common ancestor: the caller knows which.
    return undefined;
  }
}

/** A commit to compare with. */
export interface BaseCommit {
  /** The whole hash. */
  readonly sha: string;
  /** What readers call it, as in `main at 0a1b2c3d4e5f`. */
  readonly name: string;
}

/** Names under which a clone may have the main branch; Jenkins' has only the second. */
const MAIN = ['main', 'origin/main'];

/**
 * Where the checked-out branch left the main branch.
 *
 * @throws CommandError where there is no main branch, or nothing in common with it.
 */
export function mergeBase(root: string): BaseCommit {
  const main = MAIN.find((name) => commitOf(root, name) !== undefined);
  if (main === undefined) {
    throw new CommandError(
      `there is no branch ${MAIN.join(' or ')} to compare with in ${root}; run git fetch origin main, or name a commit with --against`,
    );
  }
  const sha = runGit(root, ['merge-base', 'HEAD', main]);
  if (sha === undefined || sha === '') {
    throw new CommandError(
      `the checked-out commit has nothing in common with ${main}, as in a clone that is cut off; run git fetch --unshallow, or name a commit with --against`,
    );
  }
  return { sha, name: `${main} at ${sha.slice(0, SHORT)}` };
}

/** A commit by any name that Git knows; undefined where it knows none. */
export function namedCommit(root: string, name: string): BaseCommit | undefined {
  const sha = commitOf(root, name);
  if (sha === undefined) return undefined;
  return { sha, name: sha.startsWith(name) ? sha.slice(0, SHORT) : `${name} at ${sha.slice(0, SHORT)}` };
}

/** What readers call the files as they are. */
export function workingTreeName(root: string): string {
  const sha = runGit(root, ['rev-parse', 'HEAD'])?.slice(0, SHORT) ?? 'no commit';
  return runGit(root, ['status', '--porcelain']) === '' ? sha : `the working tree on ${sha}`;
}

/** Signs of a hash that readers see. */
const SHORT = 12;

function commitOf(root: string, name: string): string | undefined {
  return runGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
}
