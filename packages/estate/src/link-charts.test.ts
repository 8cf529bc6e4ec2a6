import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkCharts } from './link-charts.ts';

let root: string;
let outdir: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'link-charts-'));
  outdir = join(root, 'apps', 'indonesia', 'dev', 'cdktf.out');
  mkdirSync(join(outdir, 'stacks', 'indonesia-dev-app-platform'), { recursive: true });
});

afterEach(() => rmSync(root, { recursive: true }));

test('a release finds its archive from the folder of its stack, whichever app wrote it', () => {
  mkdirSync(join(root, '.charts'));
  linkCharts(outdir, join(root, '.charts'));
  writeFileSync(join(root, '.charts', 'loki-1.tgz'), 'archive');
  const fromStack = join(outdir, 'stacks', 'indonesia-dev-app-platform', '../../.charts/loki-1.tgz');
  expect(readFileSync(fromStack, 'utf8')).toBe('archive');
  // A second synthesis finds it there.
  linkCharts(outdir, join(root, '.charts'));
});

test('nothing is linked without a cache, and what is there stays', () => {
  linkCharts(outdir, join(root, '.charts'));
  expect(existsSync(join(outdir, '.charts'))).toBe(false);
  mkdirSync(join(outdir, '.charts'));
  writeFileSync(join(outdir, '.charts', 'own.tgz'), 'own');
  mkdirSync(join(root, '.charts'));
  linkCharts(outdir, join(root, '.charts'));
  expect(readFileSync(join(outdir, '.charts', 'own.tgz'), 'utf8')).toBe('own');
});
