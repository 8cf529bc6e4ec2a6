import { ArtifactError } from '@smile/artifacts';
import { CommandError } from '../command-error.ts';

/** What came of the work on one name. */
export type Outcome<Name, Result> =
  | { readonly name: Name; readonly result: Result }
  | { readonly name: Name; readonly problem: string };

/**
 * Works on several names at once, a few at a time, and says of each what came of it: one that cannot be had does not
 * stop the others.
 *
 * @param done called when one is through, with a line about it.
 */
export async function eachOf<Name extends string, Result>(
  names: readonly Name[],
  atOnce: number,
  signal: AbortSignal,
  work: (name: Name) => Promise<Result>,
  done: (outcome: Outcome<Name, Result>) => void,
): Promise<readonly Outcome<Name, Result>[]> {
  const outcomes: Outcome<Name, Result>[] = [];
  const waiting = [...names];
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined && !signal.aborted; name = waiting.shift()) {
      const outcome = await tried(name, work);
      outcomes.push(outcome);
      done(outcome);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, worker));
  } catch (error) {
    if (signal.aborted) throw CommandError.interrupted();
    throw error;
  }
  if (signal.aborted) throw CommandError.interrupted();
  return outcomes.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
}

async function tried<Name, Result>(name: Name, work: (name: Name) => Promise<Result>): Promise<Outcome<Name, Result>> {
  try {
    return { name, result: await work(name) };
  } catch (error) {
    if (error instanceof ArtifactError) return { name, problem: error.message };
    throw error;
  }
}
