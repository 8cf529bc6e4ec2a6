import { delimiter, join } from 'node:path';
import { findTerraform, offlineEnvironment, schemasFor, startStandIns } from '@smile/rehearsal';
import { CommandError } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
import { runCommand } from '../run-command.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

/** `smile offline`: runs a command whose Terraform talks to stand-ins instead of clouds, and ends as it ends. */
export async function offline(words: readonly string[], command: readonly string[]): Promise<number> {
  const root = repositoryRoot(process.cwd());
  if (command.length === 0) {
    throw CommandError.wrongUse(['no command to run; write it after --, as in smile offline -- cdktf list']);
  }
  const ids = selectEnvironments(words);
  const terraform = await findTerraform(process.env);
  // Only to learn which types need a schema; the command synthesizes for itself.
  const { schemas, selection } = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => {
      const synthesis = await synthesize({ root, out, ids, signal });
      return { schemas: schemasFor(synthesis.inventory), selection: synthesis.selection };
    }),
  );
  const standIns = await startStandIns({ schemas });
  try {
    process.stderr.write(`Terraform ${terraform.version} talks to stand-ins; states are files in cdktf.out/.state\n`);
    return await runCommand(command, {
      ...offlineEnvironment(process.env, standIns),
      ...quietCdktf(),
      ...selection,
      SMILE_STATE: 'local',
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
    });
  } finally {
    standIns.close();
  }
}

/** Keeps cdktf from asking for newer versions of itself, and from drawing moving pictures where nobody sees them move. */
function quietCdktf(): Record<string, string> {
  return { DISABLE_VERSION_CHECK: '1', ...(process.stdout.isTTY ? {} : { CI: process.env.CI ?? '1' }) };
}
