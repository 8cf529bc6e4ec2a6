import { describe, expect, test } from 'vitest';
import { entry, inPieces, stateText } from '../fixtures/state-file.ts';
import { readStateStream } from './read-state-stream.ts';
import { StateError } from './state-error.ts';
import type { StateInstance } from './state-instance.ts';

const WHERE = 's3://states/indonesia/dev/network.tfstate';

async function read(text: string) {
  const instances: StateInstance[] = [];
  const head = await readStateStream(inPieces(text), WHERE, (instance) => instances.push(instance));
  return { head, instances };
}

describe('a state that is read in pieces', () => {
  test('tells what it is', async () => {
    const outputs = { VpcId: { value: 'vpc-1', type: 'string' }, Key: { value: 'x', type: 'string', sensitive: true } };
    const text = stateText([], { outputs });
    expect((await read(text)).head).toEqual({
      serial: 7,
      lineage: '7b9b8f0e-3f0c-6a1d-2c3e-0d4c5b6a7f80',
      terraformVersion: '1.11.4',
      outputs: { VpcId: { value: 'vpc-1', isSensitive: false }, Key: { value: 'x', isSensitive: true } },
      bytes: text.length,
    });
  });

  // Addresses as `terraform state list` prints them.
  test('has every object with its address', async () => {
    const many = {
      ...entry('aws_subnet', 'Private'),
      module: 'module.net["a"]',
      instances: [{ index_key: 'az1' }, { index_key: 0, status: 'tainted' }, { index_key: 0, deposed: '0a1b2c3d' }],
    };
    const data = { ...entry('aws_region', 'Here'), mode: 'data' };
    const { instances } = await read(stateText([many, data]));
    expect(instances.map(({ address, isTainted, deposed }) => [address, isTainted, deposed])).toEqual([
      ['module.net["a"].aws_subnet.Private["az1"]', false, undefined],
      ['module.net["a"].aws_subnet.Private[0]', true, undefined],
      ['module.net["a"].aws_subnet.Private[0]', false, '0a1b2c3d'],
      ['data.aws_region.Here', false, undefined],
    ]);
  });

  test('keeps signs that are cut in two, and brackets in texts', async () => {
    const description = 'für {[“alle”]} \\ "x"';
    const { instances } = await read(stateText([entry('aws_vpc', 'Vpc', { description })]));
    expect(instances[0]?.attributes).toEqual({ description });
  });
});

describe('what is no state gives one clear error', () => {
  test.each([
    ['nothing', '', `${WHERE} is empty, so it is no state; restore an earlier version of it`],
    [
      'a state that is cut off',
      stateText([entry('aws_vpc', 'Vpc')]).slice(0, 200),
      `${WHERE} is cut off after 200 bytes; restore an earlier version of it`,
    ],
    [
      'a plan',
      JSON.stringify({ format_version: '1.2', planned_values: {}, resource_changes: [], configuration: {} }),
      `${WHERE} is a plan, not a state; smile drift and smile review read plans`,
    ],
    [
      'what terraform show prints of a state',
      JSON.stringify({ format_version: '1.0', terraform_version: '1.11.4', values: {} }),
      `${WHERE} is what "terraform show -json" prints; pass the state itself, as "terraform state pull" prints it`,
    ],
    [
      'an older state',
      stateText([], { version: 3 }),
      `${WHERE} is no state of version 4, it has version 3; pass what "terraform state pull" prints`,
    ],
    [
      'other JSON',
      '{"name":"@smile/states"}',
      `${WHERE} is no state of version 4, it has the parts of something else; pass what "terraform state pull" prints`,
    ],
  ])('%s', async (_, text, message) => {
    await expect(read(text)).rejects.toThrow(new StateError(message));
  });

  test('a state that is damaged in the middle', async () => {
    const text = stateText([entry('aws_vpc', 'Vpc')]).replace('"aws_vpc"', '"aws_vpc');
    await expect(read(text)).rejects.toThrow(
      /^s3:\/\/states\/indonesia\/dev\/network\.tfstate is damaged: it is not JSON within its first \d+ bytes \(.+\); restore an earlier version of it$/,
    );
  });
});
