import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { RehearsalError } from './rehearsal-error.ts';
import { terraformEnvironment } from './terraform-environment.ts';
import { parseEvent, type TerraformEvent } from './terraform-events.ts';

/** Oldest Terraform that the estate's backend works with. */
export const OLDEST_TERRAFORM = '1.11.0';

/** How to get Terraform, in one line. */
export const GET_TERRAFORM = `install Terraform ${OLDEST_TERRAFORM} or newer from https://developer.hashicorp.com/terraform/install and put it on PATH`;

/** A Terraform program that was found and is new enough. */
export interface TerraformBinary {
  readonly path: string;
  readonly version: string;
}

/** What a run of Terraform came to. */
export interface TerraformRun {
  readonly exitCode: number;
  readonly events: readonly TerraformEvent[];
  /** What it printed beside events, such as the errors of commands without `-json`. */
  readonly text: string;
}

export interface RunOptions {
  readonly cwd: string;
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Stops Terraform politely, then by force. @default - runs to its end */
  readonly signal?: AbortSignal;
  /** Called for every event as it comes. @default - events are only collected */
  readonly onEvent?: (event: TerraformEvent) => void;
}

/** How long an interrupted Terraform may take to save its state, in milliseconds. */
const GRACE_MILLISECONDS = 5_000;

/** Most bytes of a plan in JSON that are read; those of the estate have some megabytes. */
const LARGEST_PLAN = 256 * 1024 * 1024;

/**
 * Finds Terraform on PATH.
 *
 * @throws RehearsalError if there is none, or it is too old.
 */
export async function findTerraform(env: Readonly<Record<string, string | undefined>>): Promise<TerraformBinary> {
  const output = await promisify(execFile)('terraform', ['version', '-json'], { env: terraformEnvironment(env) }).catch(
    (error: NodeJS.ErrnoException) => {
      const found = error.code === 'ENOENT' ? 'none on PATH' : `one that fails: ${error.message}`;
      throw new RehearsalError([`a rehearsal needs Terraform, found ${found}; ${GET_TERRAFORM}`]);
    },
  );
  const version = versionIn(output.stdout);
  if (version === undefined) {
    throw new RehearsalError([
      `a rehearsal needs Terraform, found a program of that name that does not tell its version; ${GET_TERRAFORM}`,
    ]);
  }
  if (isOlder(version, OLDEST_TERRAFORM)) {
    throw new RehearsalError([
      `a rehearsal needs Terraform ${OLDEST_TERRAFORM} or newer, found ${version}; ${GET_TERRAFORM}`,
    ]);
  }
  return { path: 'terraform', version };
}

/** Runs Terraform and collects its events. A failure is a result, not an exception; only a missing program throws. */
export function runTerraform(
  binary: TerraformBinary,
  args: readonly string[],
  options: RunOptions,
): Promise<TerraformRun> {
  return new Promise((resolve, reject) => {
    if (options.signal?.aborted) return resolve({ exitCode: 130, events: [], text: '' });
    // A group of its own, so that Ctrl-C in the terminal reaches only us, and we stop Terraform once.
    const child = spawn(binary.path, args, { cwd: options.cwd, env: { ...options.env }, detached: true });
    const events: TerraformEvent[] = [];
    const text: string[] = [];
    const read = (line: string) => {
      const event = parseEvent(line);
      if (event !== undefined) {
        events.push(event);
        options.onEvent?.(event);
      } else if (!line.startsWith('{')) text.push(line);
    };
    createInterface(child.stdout).on('line', read);
    createInterface(child.stderr).on('line', read);
    const stop = () => {
      child.kill('SIGINT');
      const force = setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS);
      child.once('close', () => clearTimeout(force));
    };
    options.signal?.addEventListener('abort', stop, { once: true });
    child.once('error', reject);
    child.once('close', (code) => {
      options.signal?.removeEventListener('abort', stop);
      resolve({ exitCode: code ?? 130, events, text: text.join('\n').trim() });
    });
  });
}

/** A saved plan as JSON, with every value in clear; undefined when Terraform cannot print it. */
export async function showPlan(
  binary: TerraformBinary,
  planPath: string,
  { cwd, env, signal }: RunOptions,
): Promise<string | undefined> {
  const options = { cwd, env: { ...env }, signal, maxBuffer: LARGEST_PLAN };
  const shown = await promisify(execFile)(binary.path, ['show', '-json', planPath], options).catch(() => undefined);
  return shown?.stdout;
}

/** The version in what `terraform version -json` prints. */
function versionIn(text: string): string | undefined {
  if (!text.trimStart().startsWith('{')) return undefined;
  return (JSON.parse(text) as { terraform_version?: string }).terraform_version;
}

function isOlder(version: string, than: string): boolean {
  const [mine, theirs] = [version, than].map((text) => text.split(/[.-]/).slice(0, 3).map(Number));
  for (const index of [0, 1, 2]) {
    const difference = (mine?.[index] ?? 0) - (theirs?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
