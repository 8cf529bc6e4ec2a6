import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Inventory } from '@smile/inventory';
import { emptyPretendState, findTerraform, offlineEnvironment, schemasFor, startStandIns } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { runCommand } from '../run-command.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';
import { writeWhole } from '../write-whole.ts';

/**
 * Folder of the repository that holds everything of a run without a cloud: synthesized files, `.terraform`, plans, states. Real commands
 * work in `cdktf.out` and never look here.
 */
const FOLDER = join('.smile', 'offline');

/** Name of `.terraform` in such a run, also where somebody changes into a folder of `cdktf.out`. */
const DATA_FOLDER = '.terraform.offline';

/** `smile offline`: runs a command whose Terraform talks to stand-ins instead of clouds, and ends as it ends. */
export async function offline(words: readonly string[], command: readonly string[]): Promise<number> {
  const root = repositoryRoot(process.cwd());
  if (command.length === 0) {
    throw CommandError.wrongUse(['no command to run; write it after --, as in smile offline -- cdktf list']);
  }
  const ids = selectEnvironments(words);
  const terraform = await findTerraform(process.env);
  // Only to learn which types need a schema; the command synthesizes for itself.
  const { inventory, selection } = await interruptible((signal) =>
    inTemporaryFolder('synth', (out) => synthesize({ root, out, ids, signal })),
  );
  markStates(root, inventory, terraform.version);
  const standIns = await startStandIns({ schemas: schemasFor(inventory), isWhole: false });
  try {
    process.stderr.write(`Terraform ${terraform.version} talks to stand-ins; states are files in ${FOLDER}\n`);
    return await runCommand(command, {
      ...offlineEnvironment(process.env, standIns),
      ...quietCdktf(),
      ...selection,
      SMILE_STATE: 'offline',
      CDKTF_OUTDIR: join(root, FOLDER),
      CDKTF_OUTPUT: join(root, FOLDER),
      TF_DATA_DIR: DATA_FOLDER,
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    });
  } finally {
    standIns.close();
  }
}

/** Lays an empty state for every stack that has none, since Terraform keeps the lineage of the state that it finds. */
function markStates(root: string, { stacks }: Inventory, version: string): void {
  for (const { name, environment } of stacks) {
    if (environment === undefined) continue;
    const layer = name.slice(environment.length + 1);
    const path = join(root, FOLDER, '.state', environment, `${layer}.tfstate`);
    if (existsSync(path)) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, emptyPretendState(name, version));
  }
}

/** Keeps cdktf from asking for newer versions of itself, and from drawing moving pictures where nobody sees them move. */
function quietCdktf(): Record<string, string> {
  return { DISABLE_VERSION_CHECK: '1', ...(process.stdout.isTTY ? {} : { CI: process.env.CI ?? '1' }) };
}
