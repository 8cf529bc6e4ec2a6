import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runSmile, temporaryFolders } from '../fixtures/run-smile.ts';

const folder = temporaryFolders();
const env = { TMPDIR: folder() };
const smile = (...args: string[]) => runSmile(args, { env });

/** A state as Terraform 1.11 writes it, with one bucket; `private` is what a provider keeps with it. */
function stateFile(path: string, lineage: string, priv: string): string {
  const instances = [{ schema_version: 0, attributes: { id: 'x' }, private: Buffer.from(priv).toString('base64') }];
  const resources = [{ mode: 'managed', type: 'aws_s3_bucket', name: 'States', instances }];
  writeFileSync(path, JSON.stringify({ version: 4, serial: 3, lineage, outputs: {}, resources }));
  return path;
}

const UUID = '7b9b8f0e-3f0c-6a1d-2c3e-0d4c5b6a7f80';
// What the real AWS provider keeps: timeouts, as JSON.
const REAL_PRIVATE = '{"e2bfb730-ecaa-11e6-8f88-34363bc7c4c0":{"create":1200000000000}}';

describe('smile state check', () => {
  test('lets a real state through', async () => {
    const file = stateFile(join(folder(), 'bootstrap.tfstate'), UUID, REAL_PRIVATE);
    expect(await smile('state', 'check', file)).toEqual({
      exitCode: 0,
      stdout: `${file} is no state of a rehearsal\n`,
      stderr: '',
    });
  });

  test('refuses every state that is not, with the reason', async () => {
    const here = folder();
    const byLineage = stateFile(join(here, 'a.tfstate'), 'pretend-indonesia-dev-bootstrap', REAL_PRIVATE);
    const byObject = stateFile(join(here, 'b.tfstate'), UUID, 'd41d8cd98f00b204e9800998ecf8427e');
    const none = join(here, 'none.tfstate');
    const text = join(here, 'text.tfstate');
    writeFileSync(text, 'hello');
    const list = join(here, 'list.tfstate');
    writeFileSync(list, '[]');
    expect(await smile('state', 'check', byLineage, byObject, none, text, list)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `error: 5 of 5 states must not be used:
  - ${byLineage} is invented: its lineage is pretend-indonesia-dev-bootstrap; remove it, and apply to the account first
  - ${byObject} is invented: 1 of its 1 resources were made by stand-in providers, as aws_s3_bucket.States; remove it, and apply to the account first
  - ${none} cannot be read as a state (ENOENT); name a file that Terraform wrote
  - ${text} cannot be read as a state (no JSON); name a file that Terraform wrote
  - ${list} has no lineage, so it is no state; name a file that Terraform wrote
`,
    });
  });
});

test('smile synth refuses to write beside states that are not real', async () => {
  const out = folder();
  mkdirSync(join(out, '.state', 'indonesia'), { recursive: true });
  const state = stateFile(join(out, '.state', 'indonesia', 'x.tfstate'), UUID, 'd41d8cd98f00b204e9800998ecf8427e');
  expect(await smile('synth', 'dev', '--out', out)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `error: ${state} was invented by stand-in providers; remove ${join(out, '.state')} before you go on\n`,
  });
});
