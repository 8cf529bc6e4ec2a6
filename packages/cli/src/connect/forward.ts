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

/** What `aws ssm start-session` stands on; without the plugin it prints a page of help. */
const PROGRAMS = [
  { name: 'aws', what: 'the AWS command line', from: 'https://docs.aws.amazon.com/cli' },
  {
    name: 'session-manager-plugin',
    what: 'the Session Manager plugin of the AWS command line',
    from: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html',
  },
];

/** @throws CommandError that names every program that is missing. */
export async function needPrograms(): Promise<void> {
  const found = await Promise.all(PROGRAMS.map(async (program) => ((await isThere(program.name)) ? [] : [program])));
  const missing = found.flat();
  if (missing.length === 0) return;
  const all = (part: (program: (typeof PROGRAMS)[number]) => string) => missing.map(part).join(' and ');
  const them = missing.length === 1 ? 'it' : 'them';
  throw new CommandError(
    `connecting needs ${all(({ what }) => what)}, found ${all(({ name }) => `no ${name}`)} on PATH; install ${them} from ${all(({ from }) => from)}`,
    127,
  );
}

async function isThere(program: string): Promise<boolean> {
  return promisify(execFile)(program, ['--version']).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}
