import { runInOrder, type Task } from '@smile/rehearsal';
import { CommandError, EXIT_CODES } from '../command-error.ts';

/** How a task ended: with a result, with an error, or not begun since one that it needs had no result. */
export type Settled<Result> = { readonly result: Result } | { readonly error: unknown } | { readonly needs: string };

/**
 * Runs tasks as soon as those they need have a result. One that fails stops what needs it; everything that runs is waited for, since a
 * Terraform whose `smile` has gone could not be asked to stop.
 *
 * @param isOver asked before each task whether none is to begin any more.
 */
export async function runSettled<Result>(
  tasks: readonly Task<Result>[],
  atOnce: number,
  isOver: () => boolean,
): Promise<readonly Settled<Result>[]> {
  const settling = tasks.map(({ name, after, run }) => ({
    name,
    after,
    run: async (
      before: readonly (readonly [string, Settled<Result>])[],
    ): Promise<readonly [string, Settled<Result>]> => {
      const failed = before.find(([, end]) => !('result' in end));
      if (failed !== undefined) return [name, { needs: failed[0] }];
      if (isOver()) return [name, { error: CommandError.interrupted() }];
      try {
        return [name, { result: await run(before.flatMap(([, end]) => ('result' in end ? [end.result] : []))) }];
      } catch (error) {
        return [name, { error }];
      }
    },
  }));
  return (await runInOrder(settling, atOnce)).map(([, end]) => end);
}

/**
 * The results of tasks that all have one.
 *
 * @throws CommandError with everything that went wrong; an error that is a bug as it is.
 */
export function resultsOf<Result>(ends: readonly Settled<Result>[]): Result[] {
  const errors = ends.flatMap((end) => ('error' in end ? [end.error] : []));
  const bug = errors.find((error) => !(error instanceof CommandError));
  if (bug !== undefined) throw bug;
  const told = errors.filter((error) => error instanceof CommandError);
  const [first] = told;
  if (first !== undefined) {
    const messages = [...new Set(told.map(({ message }) => message))];
    const isInterrupted = told.some(({ exitCode }) => exitCode === EXIT_CODES.interrupted);
    throw new CommandError(messages.join('\n'), isInterrupted ? EXIT_CODES.interrupted : first.exitCode);
  }
  return ends.flatMap((end) => ('result' in end ? [end.result] : []));
}
