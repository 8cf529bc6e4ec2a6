import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolders } from '../fixtures/run-smile.ts';
import { extractCommit } from './extract-commit.ts';
import { mergeBase, namedCommit, workingTreeName } from './git.ts';

const temporaryFolder = temporaryFolders();

const git = (cwd: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@smile.example', ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();

function write(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const lockWith = (version: string, more = '') => `lockfileVersion: '9.0'
importers:
  packages/one:
    dependencies:
      '@smile/two':
        specifier: workspace:*
        version: link:../two
      ours:
        specifier: ^1.0.0
        version: ${version}
${more}
packages:
  ours@${version}:
    resolution: {integrity: sha512-${version}}
snapshots:
  ours@${version}: {}
`;

/** A repository with a commit, and what pnpm would install for it. */
function repository(): string {
  const root = temporaryFolder();
  write(root, {
    'pnpm-lock.yaml': lockWith('1.0.0'),
    'package.json': '{ "packageManager": "pnpm@10.0.0" }',
    'packages/one/package.json': '{}',
    'packages/one/src/value.ts': 'first',
    'packages/two/package.json': '{}',
    '.gitignore': 'node_modules/\n',
  });
  git(root, 'init', '--quiet', '--initial-branch=main');
  git(root, 'add', '-A');
  git(root, 'commit', '--quiet', '-m', 'first');
  write(root, { 'packages/one/node_modules/ours/index.js': 'installed' });
  return root;
}

const extract = (root: string, sha: string, folder: string, steps: string[] = []) =>
  extractCommit({ root, sha, folder, signal: new AbortController().signal, onStep: (text) => steps.push(text) });

test('a commit shares what is installed, and uses its own packages', async () => {
  const root = repository();
  const sha = git(root, 'rev-parse', 'HEAD');
  // A package of ours that is new, and files that are in no commit, are not of it.
  write(root, {
    'pnpm-lock.yaml': lockWith('1.0.0', '  packages/three: {}\n'),
    'packages/one/src/value.ts': 'second',
  });
  const folder = temporaryFolder();
  const steps: string[] = [];
  await extract(root, sha, folder, steps);
  expect(readFileSync(join(folder, 'packages/one/src/value.ts'), 'utf8')).toBe('first');
  expect(realpathSync(join(folder, 'packages/one/node_modules/@smile/two'))).toBe(
    realpathSync(join(folder, 'packages/two')),
  );
  expect(readFileSync(join(folder, 'packages/one/node_modules/ours/index.js'), 'utf8')).toBe('installed');
  expect(steps).toEqual([]);
  expect(git(root, 'worktree', 'list').split('\n')).toHaveLength(1);
});

test('a commit that needs another version does not get the one that is installed', async () => {
  const root = repository();
  const sha = git(root, 'rev-parse', 'HEAD');
  write(root, { 'pnpm-lock.yaml': lockWith('1.1.0') });
  const folder = temporaryFolder();
  const steps: string[] = [];
  const path = process.env.PATH;
  // Neither pnpm nor a registry is what this test is about.
  process.env.PATH = onlyGitAndTar();
  const failed = await extract(root, sha, folder, steps).catch((error: Error) => error);
  process.env.PATH = path;
  expect(steps).toEqual([
    `${sha.slice(0, 12)} needs other versions of libraries than those that are installed; installing them apart`,
  ]);
  expect(failed).toMatchObject({
    message: `${sha.slice(0, 12)} needs other versions of libraries than those that are installed, and npx --yes pnpm@10.0.0 install --frozen-lockfile --prefer-offline --ignore-scripts failed: there is no npx on PATH
check that commit out, run smile synth --out <folder> there, and name the folder with --against`,
  });
  expect(existsSync(join(folder, 'packages/one/node_modules'))).toBe(false);
});

/** A folder with nothing to run but these two. */
function onlyGitAndTar(): string {
  const folder = temporaryFolder();
  for (const name of ['git', 'tar']) {
    const program = execFileSync('which', [name], { encoding: 'utf8' }).trim();
    execFileSync('ln', ['-s', program, join(folder, name)]);
  }
  return folder;
}

test('the base is where a branch left main, by whichever name there is', () => {
  const root = repository();
  const first = git(root, 'rev-parse', 'HEAD');
  git(root, 'checkout', '--quiet', '-b', 'branch');
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'second');
  const second = git(root, 'rev-parse', 'HEAD');
  expect(mergeBase(root)).toEqual({ sha: first, name: `main at ${first.slice(0, 12)}` });
  expect(namedCommit(root, 'branch')).toEqual({ sha: second, name: `branch at ${second.slice(0, 12)}` });
  expect(namedCommit(root, second.slice(0, 20))).toEqual({ sha: second, name: second.slice(0, 12) });
  expect(namedCommit(root, '--all')).toBeUndefined();
  expect(workingTreeName(root)).toBe(second.slice(0, 12));
  write(root, { 'packages/one/src/value.ts': 'changed' });
  expect(workingTreeName(root)).toBe(`the working tree on ${second.slice(0, 12)}`);
  git(root, 'branch', '--quiet', '-D', 'main');
  expect(() => mergeBase(root)).toThrow(
    `there is no branch main or origin/main to compare with in ${root}; run git fetch origin main, or name a commit with --against`,
  );
  git(root, 'checkout', '--quiet', '--orphan', 'main');
  git(root, 'commit', '--quiet', '--allow-empty', '-m', 'alone');
  git(root, 'checkout', '--quiet', '-f', 'branch');
  expect(() => mergeBase(root)).toThrow(
    'the checked-out commit has nothing in common with main, as in a clone that is cut off; run git fetch --unshallow, or name a commit with --against',
  );
  rmSync(root, { recursive: true });
});
