import { execFile } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { changingVariables, findTerraform } from '@smile/rehearsal';
import { CommandError, EXIT_CODES } from '../command-error.ts';
import type { CheckResult } from '../doctor/check.ts';
import { checkInstallation } from '../doctor/installation-checks.ts';
import {
  checkCapacity,
  checkDisk,
  checkGit,
  checkNode,
  checkPnpm,
  checkTerraformVariables,
  checkTool,
  TOOLS,
} from '../doctor/machine-checks.ts';
import { checkPlaceholders } from '../doctor/placeholder-checks.ts';
import { checkPlugins } from '../doctor/plugin-checks.ts';
import { readInstallation } from '../doctor/read-installation.ts';
import { interruptible } from '../interruption.ts';
import { loadEnvironments } from '../load-environments.ts';
import { asCheck, type QuotaRow, quotaRows } from '../quotas/check-quotas.ts';
import { repositoryRoot } from '../repository-root.ts';
import { selectEnvironments } from '../select-environments.ts';
import { synthesize } from '../synthesize.ts';
import { inTemporaryFolder } from '../temporary-folder.ts';

export interface DoctorCommandOptions {
  readonly json?: boolean;
  /** Whether what only a real deployment needs fails, as placeholders do, instead of being a warning. */
  readonly deploy?: boolean;
  /** Whether to compare what environments need with what their accounts have. */
  readonly quotas?: boolean;
}

/** `smile doctor`: checks the machine, the installation and the environments' values, and with `--quotas` their quotas. */
export async function doctor(words: readonly string[], options: DoctorCommandOptions): Promise<number> {
  if (words.length > 0 && options.quotas !== true) {
    throw CommandError.wrongUse([
      `environments are for --quotas, got ${words.join(' ')}; add --quotas or leave them out`,
    ]);
  }
  const ids = selectEnvironments(words);
  const root = repositoryRoot(process.cwd());
  const quotas = options.quotas === true ? await quotasOf(root, ids) : [];
  const { engines, packageManager } = readManifest(root);
  const pinned = packageManager.slice(packageManager.indexOf('@') + 1);
  const disk = statfsSync(root);
  const results = [
    checkNode(process.version, engines.node),
    checkPnpm(pinned, await findPnpm(root, pinned)),
    await checkTerraform(),
    checkGit(await versionOf('git', ['--version'])),
    checkDisk(disk.bavail * disk.bsize),
    checkCapacity(),
    ...TOOLS.map((tool) => checkTool(tool, pathOf(tool.name))),
    checkTerraformVariables(changingVariables(process.env)),
    ...checkInstallation(readInstallation(root)),
    ...[...(await checkEnvironments()), checkPlugins(root)].map((check) => forDeployment(check, options.deploy)),
    ...quotas.map(asCheck),
  ];
  const asJson = options.quotas === true ? { checks: results, quotas } : { checks: results };
  process.stdout.write(options.json === true ? `${JSON.stringify(asJson, null, 2)}\n` : asText(results));
  return results.some(({ status }) => status === 'fail') ? EXIT_CODES.failed : EXIT_CODES.done;
}

/** What rehearses well and must not be deployed is a failure for whoever is about to deploy. */
function forDeployment(check: CheckResult, isDeploying = false): CheckResult {
  return isDeploying && check.status === 'warn' ? { ...check, status: 'fail' } : check;
}

function readManifest(root: string): { readonly engines: { readonly node: string }; readonly packageManager: string } {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
}

/** The version on PATH, or else the pinned one from npm's cache; nothing is downloaded. */
async function findPnpm(root: string, pinned: string): Promise<string | undefined> {
  const onPath = await versionOf('pnpm', ['--version'], root);
  if (onPath === pinned) return onPath;
  return (await versionOf('npx', ['--no', '--offline', `pnpm@${pinned}`, '--version'], root)) ?? onPath;
}

/** The version in what a program prints; undefined when there is no such program, or it fails. */
async function versionOf(program: string, args: readonly string[], cwd?: string): Promise<string | undefined> {
  const run = promisify(execFile)(program, args, { cwd });
  return run.then(
    ({ stdout }) => /\d+\.\d+(\.\d+)?/.exec(stdout)?.[0],
    () => undefined,
  );
}

/** Where a program is on PATH. */
function pathOf(program: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

async function checkTerraform(): Promise<CheckResult> {
  return findTerraform(process.env).then(
    ({ version }) => ({ name: 'Terraform', status: 'ok', found: version }),
    (error: Error) => {
      const [found = '', remedy] = error.message.split('; ');
      return { name: 'Terraform', status: 'fail', found, remedy };
    },
  );
}

async function checkEnvironments(): Promise<CheckResult[]> {
  return loadEnvironments().then(checkPlaceholders, (error: unknown) => {
    const found = error instanceof Error ? error.message : String(error);
    return [{ name: 'values of the environments', status: 'fail', found, remedy: 'correct them in apps/' }];
  });
}

/** Quotas of some environments, all without ids. Every environment is synthesized: those of one account share its quotas. */
async function quotasOf(root: string, ids: readonly string[]): Promise<readonly QuotaRow[]> {
  const environments = await loadEnvironments();
  const estate = await interruptible((signal) =>
    inTemporaryFolder('synth', async (out) => (await synthesize({ root, out, ids: [], signal })).inventory),
  );
  return environments
    .filter(({ id }) => ids.length === 0 || ids.includes(id))
    .flatMap(({ id, region }) => quotaRows(estate, id, region));
}

function asText(results: readonly CheckResult[]): string {
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.flatMap(({ status, name, found, remedy }) => [
    `${status.padEnd(4)}  ${name.padEnd(width)}  ${found}`,
    ...(remedy === undefined ? [] : remedy.split('\n').map((line) => `      ${' '.repeat(width)}  ${line}`)),
  ]);
  const count = (wanted: CheckResult['status']) => results.filter(({ status }) => status === wanted).length;
  return `${lines.join('\n')}\n\n${count('ok')} ok, ${count('warn')} warnings, ${count('fail')} failures\n`;
}
