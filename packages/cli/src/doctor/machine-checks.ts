import { availableParallelism, totalmem } from 'node:os';
import { type CheckResult, isAtLeast } from './check.ts';

/** Bytes in a GiB. */
const GIB = 1024 ** 3;

/** Free disk that installing and a rehearsal of everything take, with room to spare, in GiB. */
const WANTED_DISK_GIB = 3;

/** Memory that leaves nothing to spare for several Terraforms and the app, in GiB. */
const LITTLE_MEMORY_GIB = 4;

/** Node.js, which the repository's `engines` asks for. */
export function checkNode(version: string, engines: string): CheckResult {
  const oldest = engines.replace(/^>=\s*/, '');
  const found = version.replace(/^v/, '');
  if (isAtLeast(found, oldest)) return { name: 'Node.js', status: 'ok', found };
  return {
    name: 'Node.js',
    status: 'fail',
    found,
    remedy: `install Node.js ${oldest} or newer from https://nodejs.org`,
  };
}

/** pnpm of exactly the pinned version; `found` is undefined when there is none. */
export function checkPnpm(pinned: string, found: string | undefined): CheckResult {
  if (found === pinned) return { name: 'pnpm', status: 'ok', found };
  return {
    name: 'pnpm',
    status: 'warn',
    found: found ?? 'none on PATH',
    remedy: `the repository is made for ${pinned}; run it as npx --yes pnpm@${pinned}, or install it with npm install --global pnpm@${pinned}`,
  };
}

/** git, which only working on the repository needs. */
export function checkGit(found: string | undefined): CheckResult {
  if (found !== undefined) return { name: 'git', status: 'ok', found };
  return { name: 'git', status: 'warn', found: 'none on PATH', remedy: 'install git from https://git-scm.com' };
}

/** Room for what is installed and for temporary folders. */
export function checkDisk(freeBytes: number): CheckResult {
  const found = `${(freeBytes / GIB).toFixed(1)} GiB free`;
  if (freeBytes >= WANTED_DISK_GIB * GIB) return { name: 'disk', status: 'ok', found };
  return { name: 'disk', status: 'fail', found, remedy: `free at least ${WANTED_DISK_GIB} GiB` };
}

/** Processors and memory. */
export function checkCapacity(cores = availableParallelism(), memoryBytes = totalmem()): CheckResult {
  const found = `${cores} cores, ${(memoryBytes / GIB).toFixed(1)} GiB of memory`;
  if (memoryBytes >= LITTLE_MEMORY_GIB * GIB) return { name: 'capacity', status: 'ok', found };
  return { name: 'capacity', status: 'warn', found, remedy: 'rehearse with --at-once 1' };
}

/** A program that only some commands need. */
export interface Tool {
  readonly name: string;
  /** What needs it. */
  readonly neededFor: string;
  /** Where to get it. */
  readonly from: string;
}

/** Programs besides Node.js, pnpm, Terraform and git. */
export const TOOLS: readonly Tool[] = [
  { name: 'aws', neededFor: 'smile connect and the runbooks', from: 'https://docs.aws.amazon.com/cli' },
  {
    name: 'session-manager-plugin',
    neededFor: 'smile connect',
    from: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html',
  },
  { name: 'kubectl', neededFor: 'work in clusters', from: 'https://kubernetes.io/docs/tasks/tools' },
  { name: 'jq', neededFor: 'the runbooks', from: 'https://jqlang.org/download' },
];

/** A program that some commands need; its absence stops nobody else. */
export function checkTool({ name, neededFor, from }: Tool, path: string | undefined): CheckResult {
  if (path !== undefined) return { name, status: 'ok', found: path };
  return { name, status: 'warn', found: 'none on PATH', remedy: `${neededFor} need it; install it from ${from}` };
}

/** Variables by which Terraform would do something else than it is told: harmless in a rehearsal, not in a deployment. */
export function checkTerraformVariables(names: readonly string[]): CheckResult {
  const name = 'TF_* variables';
  if (names.length === 0) return { name, status: 'ok', found: 'none that changes a run' };
  return { name, status: 'warn', found: names.join(', '), remedy: `unset ${names.join(' ')} before a real deployment` };
}
