import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../command-error.ts';
import { linkInstalled } from './installed-links.ts';

export interface ExtractOptions {
  /** The repository that has the commit. */
  readonly root: string;
  readonly sha: string;
  /** Empty folder to write to. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Told in words of what takes long. */
  readonly onStep: (text: string) => void;
}

/**
 * Writes the files of a commit into a folder where its app runs; nothing in the repository changes, not even its list of worktrees.
 *
 * It shares what is installed where its lock file asks for the same versions; otherwise its own are installed: two versions of a library
 * that are compared by means of one of them would not differ.
 *
 * @throws CommandError where Git or pnpm fails.
 */
export async function extractCommit({ root, sha, folder, signal, onStep }: ExtractOptions): Promise<void> {
  await archive(root, sha, folder, signal);
  if (linkInstalled(root, folder)) return;
  onStep(`${sha.slice(0, 12)} needs other versions of libraries than those that are installed; installing them apart`);
  await install(root, folder, sha, signal);
}

function archive(root: string, sha: string, folder: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['archive', '--format=tar', sha], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const tar = spawn('tar', ['-x', '-C', folder], { stdio: ['pipe', 'ignore', 'pipe'], signal });
    const said: Buffer[] = [];
    for (const child of [git, tar]) child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    for (const child of [git, tar]) child.once('error', () => reject(stopped(signal, sha, said)));
    git.stdout.pipe(tar.stdin);
    // A tar that ends early closes its end; its exit code says why.
    tar.stdin.on('error', () => undefined);
    let failed = false;
    git.once('close', (code) => {
      failed = code !== 0;
    });
    tar.once('close', (code) => (code === 0 && !failed ? resolve() : reject(stopped(signal, sha, said))));
  });
}

function stopped(signal: AbortSignal, sha: string, said: readonly Buffer[]): CommandError {
  if (signal.aborted) return CommandError.interrupted();
  const text = Buffer.concat(said).toString().trim();
  return new CommandError(`git archive of ${sha} failed: ${text === '' ? 'it said nothing' : text}`);
}

function install(root: string, folder: string, sha: string, signal: AbortSignal): Promise<void> {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { packageManager: string };
  const command = [
    'npx',
    '--yes',
    packageManager,
    'install',
    '--frozen-lockfile',
    '--prefer-offline',
    '--ignore-scripts',
  ];
  const [program = '', ...args] = command;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], signal });
    const said: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
    const refuse = (why: string) =>
      reject(
        signal.aborted
          ? CommandError.interrupted()
          : new CommandError(
              [
                `${sha.slice(0, 12)} needs other versions of libraries than those that are installed, and ${command.join(' ')} failed: ${why}`,
                'check that commit out, run smile synth --out <folder> there, and name the folder with --against',
              ].join('\n'),
            ),
      );
    child.once('error', () => refuse(`there is no ${program} on PATH`));
    child.once('close', (code) => (code === 0 ? resolve() : refuse(Buffer.concat(said).toString().trim())));
  });
}
