import { CommandError, EXIT_CODES } from '../command-error.ts';
import {
  type ApplyBundleOptions,
  applyBundle,
  type BundleOutcome,
  type StackOutcome,
} from '../delivery/apply-bundle.ts';
import { renderTable } from '../output/table.ts';
import { repositoryRoot } from '../repository-root.ts';

export interface ApplyCommandOptions extends ApplyBundleOptions {
  readonly json?: boolean;
}

/** `smile apply`: applies the plans of a bundle. */
export async function apply(options: ApplyCommandOptions): Promise<number> {
  const outcome = await applyBundle(options, {
    // Where smile is: the pipeline applies in a folder that holds a bundle and nothing else.
    root: repositoryRoot(__dirname),
    now: new Date(),
    env: process.env,
    isAttended: process.stdin.isTTY === true,
  });
  const { digest, stacks } = outcome;
  process.stdout.write(options.json === true ? `${JSON.stringify({ digest, stacks }, null, 2)}\n` : table(stacks));
  const failure = failureOf(outcome, options);
  if (failure !== undefined) throw failure;
  return EXIT_CODES.done;
}

function table(outcomes: readonly StackOutcome[]): string {
  const rows = renderTable<StackOutcome>(
    [
      { title: 'stack', value: ({ stack }) => stack },
      {
        title: 'outcome',
        value: ({ outcome, reason }) => (outcome === 'not begun' ? `${outcome}: ${reason}` : outcome),
      },
    ],
    outcomes,
  );
  return `${rows}\n`;
}

/** What to say of an apply that did not come to its end, and how to go on. */
export function failureOf(
  { stacks, isInterrupted }: BundleOutcome,
  { bundle, digest }: Pick<ApplyBundleOptions, 'bundle' | 'digest'>,
): CommandError | undefined {
  const failed = stacks.filter(({ outcome }) => outcome === 'failed');
  if (!isInterrupted && failed.length === 0) return undefined;
  const reasons = [...new Set(failed.flatMap(({ reason }) => reason ?? []))];
  const resume = `what was made is in the states; to go on: smile apply --bundle ${bundle} --digest ${digest} --resume`;
  if (isInterrupted) return CommandError.interrupted([...reasons, `interrupted; ${resume}`].join('\n'));
  const isBegun = stacks.some(({ outcome, hasBegun }) => outcome.startsWith('applied') || hasBegun === true);
  return new CommandError([...reasons, ...(isBegun ? [resume] : [])].join('\n'));
}
