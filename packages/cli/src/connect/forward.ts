import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { runCommand } from '../run-command.ts';
import { answers } from './ports.ts';

/**
 * Runs the command that forwards a port until it ends, and says that it works once the port answers, not before.
 *
 * @param whenOpen called once, when the port answers.
 * @throws CommandError when the command ends before the port ever answered.
 */
export async function forward(command: readonly string[], port: number, whenOpen: () => void): Promise<number> {
  const ended = new AbortController();
  const opening = answers(port, ended.signal).then((isOpen) => {
    if (isOpen) whenOpen();
    return isOpen;
  });
  const exitCode = await runCommand(command, process.env).finally(() => ended.abort());
  const wasOpen = await opening;
  if (wasOpen || exitCode === EXIT_CODES.interrupted) return exitCode;
  throw new CommandError(
    `the session ended with exit code ${exitCode} before port ${port} answered; what it said is above`,
    exitCode === EXIT_CODES.done ? EXIT_CODES.failed : exitCode,
  );
}

/** @throws CommandError when the plugin is missing, without which `aws ssm start-session` prints a page of help. */
export async function needPlugin(): Promise<void> {
  await promisify(execFile)('session-manager-plugin', ['--version']).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') return;
    throw new CommandError(
      'connecting needs the Session Manager plugin of the AWS command line, found no session-manager-plugin on PATH; install it from https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html',
      127,
    );
  });
}
