import { supportDates } from '@smile/support';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { dayFor } from '../day-for.ts';
import { interruptible } from '../interruption.ts';
import { readObserved } from '../read-source.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import type { SourceOptions } from '../source-options.ts';
import { renderSupport } from '../support/render-support.ts';
import { repositoryVersions } from '../support/repository-versions.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface SupportCommandOptions extends SourceOptions {
  /** Day from which to look, as an ISO date. @default - today, in UTC */
  readonly at?: string;
  /** Last day to look ahead to, as an ISO date. @default - a year later */
  readonly until?: string;
  readonly json?: boolean;
}

/** `smile support`: everything that ends, costs more, or needs a hand, by date. */
export async function support(words: readonly string[], options: SupportCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const at = dayFor('--at', options.at);
  const until = options.until === undefined ? aYearAfter(at) : dayFor('--until', options.until);
  if (until < at)
    throw CommandError.wrongUse([`--until ${until} is before ${at}; name a later day, or an earlier --at`]);
  const ids = selectEnvironments(words);
  const observed = readObserved(options);
  const synthesized = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids, signal })).inventory),
  );
  const inventory = observed?.completedFrom(synthesized) ?? synthesized;
  const list = supportDates(inventory, { at, until, ...repositoryVersions(root) });
  process.stdout.write(`${options.json === true ? JSON.stringify(list, null, 2) : renderSupport(list)}\n`);
  return EXIT_CODES.done;
}

/** The same day a year later. */
function aYearAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + 1);
  return date.toISOString().slice(0, 10);
}
