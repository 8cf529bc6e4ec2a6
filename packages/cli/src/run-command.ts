import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { CommandError, EXIT_CODES } from './command-error.ts';

/**
 * Runs a command in the terminal that we were started from, and tells how it ended.
 *
 * Ctrl-C is passed on once, and we wait for the command; a second one kills it.
 *
 * @throws CommandError with exit code 127 when there is no such command.
 */
export function runCommand([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
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
