import { describe, expect, test } from 'vitest';
import { CommandError } from '../command-error.ts';
import { realSurroundings, remoteStatesIn } from './surroundings.ts';

describe('a run on a real account', () => {
  test('is refused while stand-ins are attached', () => {
    expect(() => realSurroundings({ TF_REATTACH_PROVIDERS: '{}' })).toThrow(
      new CommandError(
        'stand-in providers are attached (TF_REATTACH_PROVIDERS), so nothing real can be planned or applied; add --offline, or leave the shell of smile offline',
      ),
    );
  });

  test('takes no state but from S3', () => {
    const { overrideOf } = realSurroundings({});
    expect(overrideOf({ terraform: { backend: { s3: { bucket: 'states' } } } })).toBeUndefined();
    expect(() => overrideOf({ terraform: { backend: { local: { path: 'x' } } } })).toThrow(
      'a stack keeps its state in the backend local, and a bundle of a real account needs it in S3; unset SMILE_STATE, and plan again',
    );
  });

  test('takes no state that stand-ins filled', () => {
    expect(realSurroundings({}).problemOf({ lineage: 'pretend-network' })).toBe(
      'is invented: its lineage is pretend-network; somebody moved the state of a rehearsal there, so restore an earlier version of it',
    );
    expect(realSurroundings({}).problemOf({ lineage: '3f2504e0-4f89-41d3-9a0c-0305e82c3301' })).toBeUndefined();
  });
});

test('what a stack reads of other states is in its expressions', () => {
  const configuration = {
    data: { terraform_remote_state: { network: { backend: 's3', config: { bucket: 'states', key: 'a/b.tfstate' } } } },
    resource: {
      aws_subnet: {
        A: { vpc_id: '${data.terraform_remote_state.network.outputs.VpcId}' },
        B: { cidr_block: '${cidrsubnet(data.terraform_remote_state.network.outputs.Block, 8, 1)}' },
      },
    },
  };
  expect(remoteStatesIn(configuration)).toEqual([
    {
      name: 'network',
      backend: { type: 's3', config: { bucket: 'states', key: 'a/b.tfstate' } },
      outputs: ['Block', 'VpcId'],
    },
  ]);
});
