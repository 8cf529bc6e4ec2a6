import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { findTerraform, offlineEnvironment, schemasFor, startStandIns } from '@smile/rehearsal';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { interruptible } from '../interruption.ts';
import { repositoryRoot } from '../repository-root.ts';
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

function runCommand([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, stdio: 'inherit' });
    let interrupted = false;
    const pass = (signal: NodeJS.Signals) => {
      if (interrupted) child.kill('SIGKILL');
      interrupted = true;
      // A terminal sends Ctrl-C to the command as well; twice would make Terraform give up its state.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass);
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') return reject(error);
      reject(
        new CommandError(
          `no command ${JSON.stringify(program)} on PATH; write it as you would in a shell, after --`,
          127,
        ),
      );
    });
    child.once('close', (code, signal) => {
      if (interrupted) return resolve(EXIT_CODES.interrupted);
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
