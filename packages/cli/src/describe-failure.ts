import { CommandError, EXIT_CODES } from './command-error.ts';

/** What to print for something that was thrown, and what to end with. */
export interface Failure {
  readonly message: string;
  readonly exitCode: number;
}

/** Errors whose message is written for the user. By name, since loading their classes would slow every start down. */
const EXPECTED = ['InventoryError', 'RehearsalError', 'ValidationError'];

/** Turns anything thrown into one message; a stack trace only for bugs, and only when asked for. */
export function describeFailure(thrown: unknown, verbose: boolean): Failure {
  if (thrown instanceof CommandError) return { message: thrown.message, exitCode: thrown.exitCode };
  if (thrown instanceof Error && EXPECTED.includes(thrown.name)) {
    return { message: thrown.message, exitCode: EXIT_CODES.failed };
  }
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const advice = verbose
    ? (error.stack ?? 'no stack trace')
    : 'this is a bug in smile; run it again with --verbose, and report what it prints';
  return { message: `${error.message}\n${advice}`, exitCode: EXIT_CODES.failed };
}
