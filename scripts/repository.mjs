import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const { engines, packageManager } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** Ends the process with a clear message if Node.js is too old. */
export function requireNode() {
  const oldest = engines.node.replace('>=', '').split('.').map(Number);
  const mine = process.versions.node.split('.').map(Number);
  if (mine[0] > oldest[0] || (mine[0] === oldest[0] && mine[1] >= oldest[1])) return;
  console.error(
    `error: needs Node.js ${engines.node}, found ${process.versions.node}; install a newer one from https://nodejs.org`,
  );
  process.exit(1);
}

/** Installs dependencies exactly as locked, with exactly the pinned pnpm. Quiet when all goes well. */
export async function install() {
  console.log(`installing dependencies with ${packageManager}`);
  const { exitCode, output } = await run('npx', ['--yes', packageManager, 'install', '--frozen-lockfile']);
  if (exitCode === 0) return;
  console.error(
    `${output}\nerror: installing failed with exit code ${exitCode}; correct what is named above and start again`,
  );
  process.exit(1);
}

/** The version of Terraform on PATH; undefined when there is none, or it is older than 1.11. */
export function terraformVersion() {
  try {
    const env = { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' };
    const text = execFileSync('terraform', ['version', '-json'], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const version = JSON.parse(text).terraform_version;
    const [major, minor] = version.split('.').map(Number);
    return major > 1 || (major === 1 && minor >= 11) ? version : undefined;
  } catch (error) {
    // None on PATH, or one that does not work: both mean that there is none to use.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** How to get Terraform, in one line. */
export const GET_TERRAFORM =
  'install Terraform 1.11 or newer from https://developer.hashicorp.com/terraform/install and put it on PATH';

/** Runs a program of the repository, as in `tool('smile')`. */
export const tool = (name) => join(ROOT, 'node_modules', '.bin', name);

/**
 * Runs a program in the repository, and gives its exit code and what it printed.
 *
 * `show` names the streams that go to the terminal as they come; the others are collected. Ctrl-C reaches the program
 * from the terminal, and we wait for it to tidy up.
 */
export function run(program, args, { show = [], env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const stdio = [
      'ignore',
      show.includes('stdout') ? 'inherit' : 'pipe',
      show.includes('stderr') ? 'inherit' : 'pipe',
    ];
    const child = spawn(program, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio });
    const stdout = [];
    const all = [];
    child.stdout?.on('data', (chunk) => {
      stdout.push(chunk);
      all.push(chunk);
    });
    child.stderr?.on('data', (chunk) => all.push(chunk));
    const wait = () => {};
    process.on('SIGINT', wait);
    const forward = () => child.kill('SIGTERM');
    process.on('SIGTERM', forward);
    child.once('error', reject);
    child.once('close', (code) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', forward);
      resolve({
        exitCode: code ?? 130,
        stdout: Buffer.concat(stdout).toString(),
        output: Buffer.concat(all).toString(),
        seconds: (performance.now() - started) / 1000,
      });
    });
  });
}
