import { CommandError, EXIT_CODES } from './command-error.ts';

/** What to print for something that was thrown, and what to end with. */
export interface Failure {
  readonly message: string;
  readonly exitCode: number;
}

/** Errors whose message is written for the user. By name, since loading their classes would slow every start down. */
const EXPECTED = ['ArtifactError', 'BundleError', 'InventoryError', 'RehearsalError', 'StateError', 'ValidationError'];

/** Errors of the operating system that say what is wrong with the machine or a path, with what to do. */
const OF_THE_SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full; free some space',
  EDQUOT: 'your quota of disk is used up; free some space',
  EROFS: 'the disk is read-only; choose another folder',
  EACCES: 'you may not read or write it; change its permissions, or choose another',
  EPERM: 'you may not change it; change its permissions, or choose another',
  EISDIR: 'it is a folder; name a file',
  ENOTDIR: 'a part of the path is a file; name a folder',
  EMFILE: 'too many files are open; raise the limit (ulimit -n)',
};

/** Turns anything thrown into one message; a stack trace only for bugs, and only when asked for. */
export function describeFailure(thrown: unknown, verbose: boolean): Failure {
  if (thrown instanceof CommandError) return { message: thrown.message, exitCode: thrown.exitCode };
  if (thrown instanceof Error && EXPECTED.includes(thrown.name)) {
    return { message: thrown.message, exitCode: EXIT_CODES.failed };
  }
  const remedy = remedyFor(thrown);
  if (remedy !== undefined && !verbose) return { message: remedy, exitCode: EXIT_CODES.failed };
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const advice = verbose
    ? (error.stack ?? 'no stack trace')
    : 'this is a bug in smile; run it again with --verbose, and report what it prints';
  return { message: `${error.message}\n${advice}`, exitCode: EXIT_CODES.failed };
}

function remedyFor(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { code, path, message }: NodeJS.ErrnoException = thrown;
  const remedy = OF_THE_SYSTEM[code ?? ''];
  if (remedy === undefined) return undefined;
  return `${path === undefined ? message : `cannot use ${path} (${code})`}: ${remedy}`;
}
