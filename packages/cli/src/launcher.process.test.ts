import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT, temporaryFolders } from './fixtures/run-smile.ts';

const folder = temporaryFolders();

test('./smile runs the command of this repository, from anywhere', () => {
  const help = execFileSync(join(ROOT, 'smile'), ['--help'], { cwd: folder(), encoding: 'utf8' });
  expect(help).toMatch(/^Usage: smile /);
});

test('./smile says what to do where nothing is installed, and asks no registry', () => {
  const clone = folder();
  copyFileSync(join(ROOT, 'smile'), join(clone, 'smile'));
  const { status, stdout, stderr } = spawnSync(join(clone, 'smile'), ['doctor'], { cwd: clone, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({
    status: 1,
    stdout: '',
    stderr: 'error: dependencies are not installed; run npm start, or pnpm install, in the repository first\n',
  });
});

test('starts where what an earlier start kept is broken, and keeps it anew', () => {
  const kept = join(ROOT, 'node_modules', '.cache', 'smile-compiled');
  const file = join(kept, `smile.cjs---version-${process.version}-${process.arch}`);
  mkdirSync(kept, { recursive: true });
  writeFileSync(file, 'broken');
  expect(execFileSync(join(ROOT, 'smile'), ['--version'], { encoding: 'utf8' })).toBe('0.0.0\n');
  expect(statSync(file).size).toBeGreaterThan('broken'.length);
});
