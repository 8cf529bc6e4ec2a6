import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CONNECT_TARGETS, type ConnectStep, type ConnectTarget, connectCommand, shellLines } from '@smile/access';
import { closest, type Environment } from '@smile/core';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { loadEnvironments } from '../load-environments.ts';
import { repositoryRoot } from '../repository-root.ts';
import { runCommand } from '../run-command.ts';
import { selectEnvironments } from '../select-environments.ts';

export interface ConnectCommandOptions {
  /** Word for the environment, as in `production`. */
  readonly env: string;
  readonly localPort?: number;
  /** Whether to show the commands without running them. */
  readonly print?: boolean;
  readonly json?: boolean;
}

/** `smile connect`: shows and runs the commands that lead to a data store or a cluster, with your credentials. */
export async function connect(word: string, options: ConnectCommandOptions): Promise<number> {
  repositoryRoot(process.cwd());
  const environment = await environmentFor(options.env);
  const plan = connectCommand({ target: targetFor(word), environment, localPort: options.localPort });
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
    return EXIT_CODES.done;
  }
  process.stdout.write(`${shellLines(plan).join('\n')}\n`);
  if (options.print === true) return EXIT_CODES.done;
  const found: Record<string, string> = {};
  for (const step of plan.steps) {
    const [program = '', ...args] = step.command.map((part) => filledIn(part, found));
    if (step.saveAs === undefined) {
      process.stderr.write(`${plan.outcome}\n`);
      return runCommand([program, ...args], process.env);
    }
    found[step.saveAs] = await lookUp(program, args, step.saveAs, environment);
  }
  return EXIT_CODES.done;
}

function targetFor(word: string): ConnectTarget {
  const target = CONNECT_TARGETS.find((known) => known === word);
  if (target !== undefined) return target;
  const guess = closest(word, CONNECT_TARGETS);
  const remedy = guess === undefined ? 'write one of these' : `did you mean ${guess}?`;
  throw CommandError.wrongUse([
    `nothing to connect to is called ${JSON.stringify(word)}, expected one of ${CONNECT_TARGETS.join(', ')}; ${remedy}`,
  ]);
}

async function environmentFor(word: string): Promise<Environment> {
  const [id] = selectEnvironments([word]);
  const environment = (await loadEnvironments()).find((one) => one.id === id);
  if (environment === undefined) throw new Error(`${id} was selected but is not there`);
  return environment;
}

/** What each look-up finds, and where it should have been. */
const LOOK_UPS: Record<NonNullable<ConnectStep['saveAs']>, string> = {
  bastion: 'running bastion',
  host: 'parameter with the host',
};

async function lookUp(
  program: string,
  args: readonly string[],
  what: NonNullable<ConnectStep['saveAs']>,
  { id }: Environment,
): Promise<string> {
  const { stdout } = await promisify(execFile)(program, args).catch(
    (error: NodeJS.ErrnoException & { stderr?: string }) => {
      if (error.code === 'ENOENT') {
        throw new CommandError(
          `connecting needs the AWS command line, found no ${program} on PATH; install it and its Session Manager plugin from https://docs.aws.amazon.com/cli`,
          127,
        );
      }
      throw new CommandError(
        `AWS refused to tell the ${LOOK_UPS[what]} of ${id}: ${error.stderr?.trim() ?? error.message}; sign in to the operator role of the environment`,
      );
    },
  );
  const value = stdout.trim();
  // With `--output text`, AWS prints None where nothing was found.
  if (value !== '' && value !== 'None') return value;
  throw new CommandError(
    `found no ${LOOK_UPS[what]} in ${id}; apply its access and databases stacks, or choose another environment with --env`,
  );
}

function filledIn(part: string, found: Readonly<Record<string, string>>): string {
  return part.replace(/\$(bastion|host)\b/g, (_, name: string) => found[name] ?? '');
}
