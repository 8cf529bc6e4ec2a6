import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { waitScript } from './readiness-gate.ts';

const SCRIPT = waitScript(
  [
    { kind: 'kafkas.kafka.strimzi.io', name: 'data', until: 'condition=Ready' },
    { kind: 'kafkatopics.kafka.strimzi.io', until: 'condition=Ready' },
  ],
  'etl',
  'look at docs',
);
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-gate-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the script with a `kubectl` that writes down how it was called. */
function run(kubectl: string): { readonly code: number; readonly said: string; readonly calls: readonly string[] } {
  const log = join(folder, 'calls');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'kubectl'), `#!/bin/sh\necho "$*" >>'${log}'\n${kubectl}\n`);
  chmodSync(join(folder, 'kubectl'), 0o755);
  const env = { PATH: `${folder}:${process.env.PATH}` };
  const calls = () => readFileSync(log, 'utf8').trim().split('\n');
  try {
    execFileSync('/bin/sh', ['-c', SCRIPT], { env, encoding: 'utf8', stdio: 'pipe' });
    return { code: 0, said: '', calls: calls() };
  } catch (error) {
    const { status, stderr } = error as { status: number; stderr: string };
    return { code: status, said: stderr, calls: calls() };
  }
}

test('waits for each in turn', () => {
  const { code, calls } = run('echo kafkatopic/a');
  expect(code).toBe(0);
  expect(calls).toEqual([
    expect.stringMatching(
      /^wait kafkas\.kafka\.strimzi\.io data --namespace etl --for=condition=Ready --timeout=\d+s$/,
    ),
    'get kafkatopics.kafka.strimzi.io --namespace etl --output name',
    expect.stringMatching(
      /^wait kafkatopics\.kafka\.strimzi\.io --all --namespace etl --for=condition=Ready --timeout=\d+s$/,
    ),
  ]);
});

// kubectl fails with "no matching resources found".
test('waits for no kind that has no object', () => {
  const { code, calls } = run('');
  expect(code).toBe(0);
  expect(calls).toHaveLength(2);
});

test('says what is not ready, and where to look', () => {
  const { code, said, calls } = run('test "$1" != wait');
  expect(code).toBe(1);
  expect(said).toContain('kafkas.kafka.strimzi.io are not ready: look at docs');
  expect(calls).toContain('get kafkas.kafka.strimzi.io --namespace etl');
});
