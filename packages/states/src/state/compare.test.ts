import { Redactor } from '@smile/delivery';
import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { entry, inPieces, stateText } from '../fixtures/state-file.ts';
import { compareStates } from './compare-states.ts';
import { orphansOf } from './compare-with-code.ts';
import { examineState } from './examine-state.ts';
import { versionSkew } from './version-skew.ts';

const examine = (text: string, stack = 'a') => examineState(stack, inPieces(text), stack);
const codeOf = (resource: object, more: object = {}) =>
  Inventory.fromStacks({
    a: { terraform: { required_providers: { aws: { source: 'aws', version: '6.25.0' } } }, resource, ...more },
  });

describe('orphans', () => {
  test('are what only the state or only the code has, without keys of instances', async () => {
    const state = await examine(
      stateText([
        entry('aws_vpc', 'Vpc'),
        entry('aws_subnet', 'Private', {}, { index_key: 'az1' }),
        entry('aws_eip', 'Old'),
        { ...entry('aws_region', 'Here'), mode: 'data' },
      ]),
    );
    const code = codeOf({ aws_vpc: { Vpc: {} }, aws_subnet: { Private: { for_each: {} } }, aws_route: { New: {} } });
    expect(orphansOf(state, code)).toEqual([
      { stack: 'a', address: 'aws_eip.Old', only: 'state', next: 'the next apply destroys it' },
      { stack: 'a', address: 'aws_route.New', only: 'code', next: 'the next apply makes it' },
    ]);
  });

  test('are not what a moved block renames', async () => {
    const state = await examine(stateText([entry('aws_vpc', 'Old')]));
    const moved = [{ from: 'aws_vpc.Old', to: 'aws_vpc.New' }];
    expect(orphansOf(state, codeOf({ aws_vpc: { New: {} } }, { moved }))).toEqual([]);
  });
});

describe('versions', () => {
  test('differ between states, between objects of a type, and between states and code', async () => {
    const older = await examine(
      stateText([entry('aws_vpc', 'Vpc', {}, { schema_version: 0 })], { terraform_version: '1.11.0' }),
    );
    const helm = { ...entry('helm_release', 'X'), provider: 'provider["registry.terraform.io/hashicorp/helm"]' };
    const newer = await examine(stateText([entry('aws_vpc', 'Vpc', {}, { schema_version: 1 }), helm]), 'b');
    const code = Inventory.fromStacks({
      a: { terraform: { required_providers: { aws: { source: 'aws', version: '6.25.0' } } } },
      b: { terraform: { required_providers: { aws: { source: 'hashicorp/aws', version: '6.26.0' } } } },
    });
    expect(versionSkew([older, newer], code).map(({ subject, versions }) => [subject, versions])).toEqual([
      ['Terraform', { '1.11.0': ['a'], '1.11.4': ['b'] }],
      ['schema of aws_vpc', { 0: ['a'], 1: ['b'] }],
      ['provider aws in the code', { '6.25.0': ['a'], '6.26.0': ['b'] }],
      ['provider hashicorp/helm', { 'in the state alone': ['b'] }],
    ]);
  });

  test('do not differ in one estate of one hand', async () => {
    const state = await examine(stateText([entry('aws_vpc', 'Vpc')]));
    expect(versionSkew([state], codeOf({}))).toEqual([]);
  });
});

describe('two versions of a state', () => {
  const compare = (before: string, after: string) => {
    const readable = (where: string, text: string) => ({ where, read: async () => pieces(text) });
    return compareStates(readable('before', before), readable('after', after), new Redactor(Buffer.alloc(32)));
  };
  async function* pieces(text: string) {
    yield* inPieces(text);
  }

  test('differ in what came, went and changed, redacted', async () => {
    const before = stateText([
      entry('aws_vpc', 'Vpc', { cidr_block: '10.0.0.0/16', enable_dns_support: true }),
      entry('aws_eip', 'Gone'),
      entry('aws_db_instance', 'Db', { password: 'hunter2hunter2' }),
    ]);
    const after = stateText(
      [
        entry('aws_vpc', 'Vpc', { cidr_block: '10.9.0.0/16', enable_dns_support: true }),
        entry('aws_route', 'New'),
        entry('aws_db_instance', 'Db', { password: 'correct horse' }, { status: 'tainted' }),
      ],
      { serial: 8, outputs: { Id: { value: 'x', type: 'string' } } },
    );
    const { objects, outputs, warnings } = await compare(before, after);
    expect(objects).toEqual([
      {
        address: 'aws_db_instance.Db',
        change: 'changed',
        attributes: [
          { path: 'tainted', before: false, after: true },
          {
            path: 'password',
            before: expect.stringMatching(/^«text, 14 characters, [0-9a-f]{8}»$/),
            after: expect.stringMatching(/^«text, 13 characters, [0-9a-f]{8}»$/),
          },
        ],
      },
      { address: 'aws_eip.Gone', change: 'removed', attributes: [] },
      { address: 'aws_route.New', change: 'added', attributes: [] },
      {
        address: 'aws_vpc.Vpc',
        change: 'changed',
        attributes: [{ path: 'cidr_block', before: '10.0.0.0/16', after: '10.9.0.0/16' }],
      },
    ]);
    expect({ outputs, warnings }).toEqual({ outputs: ['Id'], warnings: [] });
  });

  test('warn of an earlier version that somebody put back, and of another state', async () => {
    expect((await compare(stateText([], { serial: 9 }), stateText([]))).warnings).toEqual([
      'the later one has the lower serial (7 after 9): somebody put an earlier version back',
    ]);
    expect((await compare(stateText([]), stateText([], { lineage: 'other' }))).warnings).toEqual([
      'they are two states, not two versions of one: lineage 7b9b8f0e-3f0c-6a1d-2c3e-0d4c5b6a7f80 and other',
    ]);
  });
});
