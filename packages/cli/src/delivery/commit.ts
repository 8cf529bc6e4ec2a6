import { execFileSync } from 'node:child_process';
import { CommandError } from '../command-error.ts';

/** The commit that is checked out, and who wrote what it brings. */
export interface CheckedOutCommit {
  readonly sha: string;
  /** Whether files of the repository differ from it, or are in no commit. */
  readonly isDirty: boolean;
  /** E-mails of authors, sorted. */
  readonly authors: readonly string[];
}

/**
 * What is checked out.
 *
 * @param since commits of the last applies; who wrote what came after the oldest of them is an author. @default - of the last commit
 * @throws CommandError where there is no Git repository.
 */
export function checkedOutCommit(root: string, since: readonly string[]): CheckedOutCommit {
  const git = (...args: string[]) => runGit(root, args);
  const sha = git('rev-parse', 'HEAD');
  if (sha === undefined) {
    throw new CommandError(
      `${root} has no Git commit, and a plan must say which commit it is of; plan in a clone of the repository`,
    );
  }
  const known = since.filter((commit) => git('merge-base', '--is-ancestor', commit, 'HEAD') !== undefined);
  const ranges = known.length === 0 ? ['-1', 'HEAD'] : ['HEAD', ...oldest(known, git)];
  const emails = git('log', '--format=%ae', ...ranges)?.split('\n') ?? [];
  const last = git('log', '-1', '--format=%ae') ?? '';
  return {
    sha,
    isDirty: git('status', '--porcelain') !== '',
    authors: [...new Set([...emails, last])].filter((email) => email !== '').sort(),
  };
}

/** Leaves out what every one of the commits has: `^a` of their common ancestor. */
function oldest(commits: readonly string[], git: (...args: string[]) => string | undefined): string[] {
  const base = commits.length === 1 ? commits[0] : git('merge-base', '--octopus', ...commits);
  return base === undefined || base === '' ? [] : [`^${base}`];
}

function runGit(root: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // Git said no: no repository, no such commit, not an ancestor. The caller knows which.
    return undefined;
  }
}
