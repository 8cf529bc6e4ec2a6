import { join } from 'node:path';
import type { Inventory } from '@smile/inventory';
import { interruptible } from '../interruption.ts';
import { renderTable } from '../output/table.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
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

function stackCounts(inventory: Inventory) {
  const counts = inventory.countByStack({ mode: 'managed' });
  return inventory.stacks.map(({ name, environment }) => ({
    environment: environment ?? '',
    stack: name,
    resources: counts[name] ?? 0,
  }));
}
