import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withTemporaryDirectory } from './fixtures/temporary-directory.ts';
import { Inventory } from './inventory.ts';
import { InventoryError } from './inventory-error.ts';
import { readJsonFile } from './read-json.ts';

/** Message of reading a directory with these files; the directory itself shows as `out`. */
function failureOfSynth(files: Readonly<Record<string, string>>): string {
  return withTemporaryDirectory((directory) => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(join(directory, name, '..'), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    return failureOf(() => Inventory.fromSynth(directory)).replaceAll(directory, 'out');
  });
}

function failureOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof InventoryError) return error.message;
    throw error;
  }
  return 'nothing was thrown';
}

const manifest = (...stacks: string[]) =>
  JSON.stringify({ stacks: Object.fromEntries(stacks.map((name) => [name, { workingDirectory: `stacks/${name}` }])) });

describe('a synthesized directory that cannot be read', () => {
  test('is missing', () => {
    expect(failureOf(() => Inventory.fromSynth('/nowhere'))).toBe(
      '/nowhere is not a directory; run "cdktf synth" first, or name the directory it wrote',
    );
  });

  test('has no manifest', () => {
    expect(failureOfSynth({ 'other.json': '{}' })).toBe(
      'cannot read the manifest out/manifest.json (ENOENT); name a directory that "cdktf synth" wrote, usually cdktf.out',
    );
  });

  test('has a manifest that is not JSON', () => {
    expect(failureOfSynth({ 'manifest.json': '{"stacks"' })).toMatch(
      /^the manifest out\/manifest\.json is not JSON: .+; name a directory that "cdktf synth" wrote, usually cdktf\.out$/,
    );
  });

  test('has another file for a manifest', () => {
    expect(failureOfSynth({ 'manifest.json': '{"name": "x", "version": "1"}' })).toBe(
      'the manifest out/manifest.json lists no stacks, its keys are: name, version; run "cdktf synth" again',
    );
  });

  test('has a list for a manifest', () => {
    expect(failureOfSynth({ 'manifest.json': '[]' })).toBe(
      'the manifest out/manifest.json holds a list where a JSON object is needed; name a directory that "cdktf synth" wrote, usually cdktf.out',
    );
  });

  test('lacks the files of two stacks, and both are reported', () => {
    expect(failureOfSynth({ 'manifest.json': manifest('a', 'b', 'c'), 'stacks/c/cdk.tf.json': '{}' })).toBe(
      `2 problems:
- cannot read the file of stack a out/stacks/a/cdk.tf.json (ENOENT); run "cdktf synth" again
- cannot read the file of stack b out/stacks/b/cdk.tf.json (ENOENT); run "cdktf synth" again`,
    );
  });

  test('is synthesized as HCL', () => {
    const text = JSON.stringify({ stacks: { a: { synthesizedStackPath: 'stacks/a/cdk.tf' } } });
    expect(failureOfSynth({ 'manifest.json': text })).toBe(
      'stack a is synthesized as HCL (out/stacks/a/cdk.tf), only JSON can be read; synthesize without hclOutput',
    );
  });

  test('has a stack that another directory has too', () => {
    const message = withTemporaryDirectory((directory) => {
      mkdirSync(join(directory, 'stacks/a'), { recursive: true });
      writeFileSync(join(directory, 'manifest.json'), manifest('a'));
      writeFileSync(join(directory, 'stacks/a/cdk.tf.json'), '{}');
      return failureOf(() => Inventory.fromSynth([directory, directory]));
    });
    expect(message).toBe('stack a is given 2 times; give each stack once');
  });
});

describe('a document that cannot be read', () => {
  const plan = { format_version: '1.2', planned_values: {}, resource_changes: [], configuration: {} };

  test.each<[string, () => unknown, string]>([
    [
      'a plan given as a state',
      () => Inventory.fromState({ stack: 's', json: plan }),
      'stack s: this is a plan, not a state; read it as a plan: --from plan, or Inventory.fromPlan',
    ],
    [
      'a state given as a plan',
      () => Inventory.fromPlan({ stack: 's', json: { format_version: '1.0', values: {} } }),
      'stack s: this is a state, not a plan; read it as a state: --from state, or Inventory.fromState',
    ],
    [
      'a raw state given as a plan',
      () => Inventory.fromPlan({ stack: 's', json: { version: 4, serial: 1 } }),
      'stack s: this is a state, not a plan; read it as a state: --from state, or Inventory.fromState',
    ],
    [
      'a plan of an unknown version',
      () => Inventory.fromPlan({ stack: 's', json: { ...plan, format_version: '2.0' } }),
      'stack s: the plan has format_version 2.0, only 1.x can be read; use a Terraform that writes it',
    ],
    [
      'another file given as a plan',
      () => Inventory.fromPlan({ stack: 's', json: { name: 'x' } }),
      'stack s: this is not a plan, its keys are: name; pass what "terraform show -json <plan file>" prints',
    ],
    [
      'a state of an old version',
      () => Inventory.fromState({ stack: 's', json: { version: 3 } }),
      'stack s: this is no state that can be read, it has version 3; pass what "terraform state pull" (version 4) or "terraform show -json" (format_version 1.x) prints',
    ],
    [
      'another file given as a state',
      () => Inventory.fromState({ stack: 's', json: { name: 'x' } }),
      'stack s: this is no state that can be read, it has the keys: name; pass what "terraform state pull" (version 4) or "terraform show -json" (format_version 1.x) prints',
    ],
    [
      'null given as a state',
      () => Inventory.fromState({ stack: 's', json: 'null' }),
      'the state of stack s holds null where a JSON object is needed; pass the whole output of Terraform',
    ],
    ['nothing at all', () => Inventory.fromPlan([]), 'no plan was given; an inventory needs at least one'],
  ])('is %s', (_, read, message) => {
    expect(failureOf(read)).toBe(message);
  });

  test.each([
    ['nothing', '', 'the plan of stack s is empty; pass the whole output of Terraform'],
    ['blanks', ' \n', 'the plan of stack s is empty; pass the whole output of Terraform'],
    [
      'the events of a plan',
      '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}\n{"@level":"info","@message":"x"}\n',
      'the plan of stack s is a log of events, as "terraform plan -json" prints; pass what "terraform show -json <plan file>" prints',
    ],
  ])('is text that holds %s', (_, text, message) => {
    expect(failureOf(() => Inventory.fromPlan({ stack: 's', json: text }))).toBe(message);
  });

  test('is text cut short', () => {
    expect(failureOf(() => Inventory.fromPlan({ stack: 's', json: '{"format_version"' }))).toMatch(
      /^the plan of stack s is not JSON: .+; pass the whole output of Terraform$/,
    );
  });
});

describe('a file', () => {
  const state = JSON.stringify({ version: 4, serial: 7, resources: [] });
  const readBytes = (bytes: Uint8Array) =>
    withTemporaryDirectory((directory) => {
      const path = join(directory, 'a.tfstate');
      writeFileSync(path, bytes);
      return failureOf(() => {
        const { serial } = readJsonFile(path, 'state', 'pass another');
        throw new InventoryError([`serial ${serial}`]);
      }).replaceAll(directory, 'out');
    });
  const utf16 = Buffer.from(`\uFEFF${state}`, 'utf16le');

  test.each([
    ['UTF-8', Buffer.from(state)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${state}`)],
    ["UTF-16, as PowerShell's > writes", utf16],
    ['UTF-16, big-endian', Buffer.from(utf16).swap16()],
  ])('in %s is read', (_, bytes) => {
    expect(readBytes(bytes)).toBe('serial 7');
  });

  test.each([
    ['empty', Buffer.alloc(0), 'is empty; write it again; the command that wrote it printed nothing'],
    [
      'a zip archive, as a saved plan is',
      Buffer.from('PK\u0003\u0004tfplan'),
      'is a saved plan, in Terraform\'s own format; pass what "terraform show -json <plan file>" prints of it',
    ],
    ['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'is compressed with gzip; unpack it first'],
  ])('that is %s says so', (_, bytes, message) => {
    expect(readBytes(bytes)).toBe(`the state out/a.tfstate ${message}`);
  });
});
