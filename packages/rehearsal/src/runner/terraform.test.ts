import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { RehearsalError } from './rehearsal-error.ts';
import { findTerraform, runTerraform } from './terraform.ts';

const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A PATH with a program called terraform that is this shell script. */
function pathWith(script: string): { PATH: string } {
  const folder = mkdtempSync(join(tmpdir(), 'smile-terraform-test-'));
  folders.push(folder);
  writeFileSync(join(folder, 'terraform'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, 'terraform'), 0o755);
  return { PATH: `${folder}:/usr/bin:/bin` };
}

const GET_IT =
  'install Terraform 1.11.0 or newer from https://developer.hashicorp.com/terraform/install and put it on PATH';

describe('findTerraform', () => {
  test.each(['1.11.0', '1.11.4', '1.12.0', '2.0.0', '1.16.0-rc2'])('takes %s', async (version) => {
    const env = pathWith(`echo '{"terraform_version":"${version}"}'`);
    expect(await findTerraform(env)).toEqual({ path: 'terraform', version });
  });

  test.each(['1.10.5', '0.15.0'])('refuses %s, which cannot lock a state in S3', async (version) => {
    const env = pathWith(`echo '{"terraform_version":"${version}"}'`);
    await expect(findTerraform(env)).rejects.toThrow(
      new RehearsalError([`a rehearsal needs Terraform 1.11.0 or newer, found ${version}; ${GET_IT}`]),
    );
  });

  test('says what a broken one says', async () => {
    await expect(findTerraform(pathWith('echo "not for this machine" >&2; exit 1'))).rejects.toThrow(
      /^a rehearsal needs Terraform, found one that fails: .*not for this machine/s,
    );
  });

  test('says when something else is called terraform', async () => {
    await expect(findTerraform(pathWith('echo hello'))).rejects.toThrow(
      new RehearsalError([
        `a rehearsal needs Terraform, found a program of that name that does not tell its version; ${GET_IT}`,
      ]),
    );
  });
});

describe('runTerraform', () => {
  const run = (script: string, signal?: AbortSignal) => {
    const env = pathWith(script);
    return runTerraform({ path: 'terraform', version: '1.11.4' }, ['plan'], { cwd: tmpdir(), env, signal });
  };

  test('collects events, and keeps other text apart', async () => {
    const script = `echo '{"type":"change_summary","changes":{"add":1,"operation":"plan"}}'; echo 'a warning' >&2; exit 2`;
    expect(await run(script)).toEqual({
      exitCode: 2,
      events: [{ type: 'change_summary', counts: { add: 1, change: 0, remove: 0 }, operation: 'plan' }],
      text: 'a warning',
    });
  });

  test('stops it when told to, politely', async () => {
    const controller = new AbortController();
    const stopped = run(
      `trap 'echo stopped; exit 7' INT; echo ready >&2; while :; do sleep 0.05; done`,
      controller.signal,
    );
    setTimeout(() => controller.abort(), 200);
    expect(await stopped).toEqual({ exitCode: 7, events: [], text: 'ready\nstopped' });
  });

  test('does not start it when it was told before', async () => {
    expect(await run('echo started', AbortSignal.abort())).toEqual({ exitCode: 130, events: [], text: '' });
  });
});
