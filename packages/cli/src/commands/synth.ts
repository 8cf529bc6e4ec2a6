import { join } from 'node:path';
import type { Inventory } from '@smile/inventory';
import { CommandError } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { renderTable } from '../output/table.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { pretendStatesIn } from '../state/check-states.ts';
import { synthesize } from '../synthesize.ts';
import { writableFolder } from '../writable-folder.ts';

export interface SynthCommandOptions {
  /** Folder to write to. @default - `cdktf.out` of the repository */
  readonly out?: string;
  readonly json?: boolean;
}

/** `smile synth`: writes the estate as Terraform JSON, and says what is in it. */
export async function synth(words: readonly string[], options: SynthCommandOptions): Promise<number> {
  const root = repositoryRoot(process.cwd());
  const ids = selectEnvironments(words);
  const out = writableFolder(options.out ?? join(root, 'cdktf.out'), '--out');
  refusePretendStates(join(out, '.state'));
  const { inventory, seconds } = await interruptible((signal) => synthesize({ root, out, ids, signal }));
  const stacks = stackCounts(inventory);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ out, seconds, stacks }, null, 2)}\n`
      : `${renderTable(
          [
            { title: 'environment', value: ({ environment }) => environment },
            { title: 'stack', value: ({ stack }) => stack },
            { title: 'resources', value: ({ resources }) => String(resources), align: 'right' },
          ],
          stacks,
        )}\n\n${stacks.length} stacks in ${out}, ${seconds.toFixed(1)} s\n`,
  );
  return 0;
}

/** The next real command would read them, and could move them into a bucket. */
function refusePretendStates(folder: string): void {
  const [first, ...others] = pretendStatesIn(folder);
  if (first === undefined) return;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  throw new CommandError(`${first}${more} was invented by stand-in providers; remove ${folder} before you go on`);
}

function stackCounts(inventory: Inventory) {
  const counts = inventory.countByStack({ mode: 'managed' });
  return inventory.stacks.map(({ name, environment }) => ({
    environment: environment ?? '',
    stack: name,
    resources: counts[name] ?? 0,
  }));
}
