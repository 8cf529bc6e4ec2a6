import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import {
  CONNECT_TARGETS,
  type CommandStep,
  type ConnectPlan,
  type ConnectTarget,
  connectCommand,
  type Finding,
  shellLines,
} from '@smile/access';
import { closest, type Environment } from '@smile/core';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import { connectProxy } from '../connect/connect-proxy.ts';
import { forward, needPrograms } from '../connect/forward.ts';
import { freePort, listen } from '../connect/ports.ts';
import { loadEnvironment } from '../load-environments.ts';
import { repositoryRoot } from '../repository-root.ts';
import { writePrivateFile } from '../write-private-file.ts';

export interface ConnectCommandOptions {
  /** Word for the environment, as in `production`. */
  readonly env: string;
  readonly localPort?: number;
  /** Whether to show the commands without running them. */
  readonly print?: boolean;
  /** Whether programs shall reach the cluster by its own name, through a proxy. */
  readonly proxy?: boolean;
  readonly json?: boolean;
}

/** What steps found out, by name. */
type Found = Partial<Record<Finding, string>>;

/** `smile connect`: shows and runs the commands that lead to a data store, a cluster or a console, with your credentials. */
export async function connect(word: string, options: ConnectCommandOptions): Promise<number> {
  repositoryRoot(process.cwd());
  const environment = await loadEnvironment(options.env);
  const plan = connectCommand({
    target: targetFor(word),
    environment,
    localPort: options.localPort,
    profile: process.env.AWS_PROFILE,
    proxy: options.proxy,
  });
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(plan, null, 2)}\n`);
    return EXIT_CODES.done;
  }
  for (const line of shellLines(plan)) process.stdout.write(`${line}\n`);
  if (options.print === true) return EXIT_CODES.done;
  await ready(plan);
  const found: Found = {};
  for (const step of plan.steps) {
    if ('file' in step) {
      writePrivateFile(step.file, `${filledIn(step.content, found)}\n`);
    } else if (step.saveAs !== undefined) {
      found[step.saveAs] = await lookUp(step, step.saveAs, found, environment);
    } else {
      return forwardTo(
        step.command.map((part) => filledIn(part, found)),
        plan,
        found,
      );
    }
  }
  say(plan);
  return EXIT_CODES.done;
}

/** What would fail only after everything else worked is asked first. */
async function ready({ localPort, proxyPort }: ConnectPlan): Promise<void> {
  const port = localPort ?? proxyPort;
  if (port === undefined) return;
  await freePort(port);
  await needPrograms();
}

/** Forwards the port, with the proxy in front of it where one is asked for, until the person ends it. */
async function forwardTo(command: readonly string[], plan: ConnectPlan, { host = '' }: Found): Promise<number> {
  if (plan.proxyPort === undefined) return forward(command, plan.localPort ?? 0, () => say(plan));
  const { proxyPort } = plan;
  const forwardedPort = await freePort(0);
  const proxy = connectProxy({ host, forwardedPort });
  await listen(proxy, proxyPort);
  try {
    return await forward(
      command.map((part) => part.replace('$port', String(forwardedPort))),
      forwardedPort,
      () => {
        // For the kubernetes and helm providers of Terraform. Not HTTPS_PROXY, which calls to AWS would take too.
        process.stdout.write(`export KUBE_PROXY_URL=http://127.0.0.1:${proxyPort}\n`);
        say(plan);
      },
    );
  } finally {
    proxy.close();
    proxy.closeAllConnections();
  }
}

function say({ outcome, hints = [] }: ConnectPlan): void {
  process.stderr.write(`${[outcome, ...hints.map((hint) => `  ${hint}`)].join('\n')}\n`);
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

/** What each look-up finds, and where it should have been. */
const LOOK_UPS: Readonly<Record<Finding, { readonly what: string; readonly remedy: string }>> = {
  bastion: { what: 'running bastion', remedy: 'apply its access stack' },
  host: { what: 'host to connect to', remedy: 'apply its databases and clusters stacks' },
  certificate: { what: 'certificate of the cluster', remedy: 'apply its clusters stack' },
  role: { what: 'role that you are signed in to', remedy: 'sign in' },
};

async function lookUp(step: CommandStep, finding: Finding, found: Found, { id }: Environment): Promise<string> {
  const { what, remedy } = LOOK_UPS[finding];
  const [program = '', ...args] = step.command.map((part) => filledIn(part, found));
  const { stdout } = await promisify(execFile)(program, args).catch(
    (error: NodeJS.ErrnoException & { stderr?: string }) => {
      if (error.code === 'ENOENT') {
        throw new CommandError(
          `connecting needs the AWS command line, found no ${program} on PATH; install it and its Session Manager plugin from https://docs.aws.amazon.com/cli`,
          127,
        );
      }
      throw new CommandError(
        `AWS refused to tell the ${what} of ${id}: ${error.stderr?.trim() ?? error.message}; sign in to the operator role of the environment`,
      );
    },
  );
  const value = stdout.trim();
  // With `--output text`, AWS prints None where nothing was found.
  if (value === '' || value === 'None') {
    throw new CommandError(`found no ${what} in ${id}; ${remedy}, or choose another environment with --env`);
  }
  checkRole(value, step.oneOf, id);
  return step.without !== undefined && value.startsWith(step.without) ? value.slice(step.without.length) : value;
}

/** A role that the cluster does not know would only be told "Unauthorized", by kubectl, after everything else worked. */
function checkRole(arn: string, roles: readonly string[] | undefined, id: string): void {
  if (roles === undefined || roles.some((role) => arn.includes(`:assumed-role/${role}/`))) return;
  throw new CommandError(
    `the clusters of ${id} let in ${roles.join(' and ')}, got ${arn}; take on one of these roles, and name its profile in AWS_PROFILE`,
  );
}

function filledIn(part: string, found: Found): string {
  return part.replace(/\$(bastion|certificate|host|role)\b/g, (_, name: Finding) => found[name] ?? '');
}
