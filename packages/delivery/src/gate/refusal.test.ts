import type { JsonObject } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import type { Bundle, BundledStack } from '../bundle/bundle.ts';
import type { ReadBundle } from '../bundle/read-bundle.ts';
import type { PlannedAction } from '../changes/planned-action.ts';
import { type ApplyRequest, refusalOf } from './refusal.ts';

const DIGEST = `sha256:${'1'.repeat(64)}`;
const COMMIT = '28c7353d59b9d6b4030731a585d27df25ecd9cb9';

function bundleOf(
  facts: Partial<Bundle> = {},
  stacks: Readonly<Record<string, readonly PlannedAction[]>> = {},
): ReadBundle {
  const bundle: Bundle = {
    format: 'smile-bundle/1',
    environment: 'indonesia/production',
    kind: 'real',
    purpose: 'apply',
    commit: COMMIT,
    isDirty: false,
    authors: ['ani@smile.example', 'citra@smile.example'],
    account: '111111111111',
    created: '2026-11-27T08:00:00.000Z',
    expires: '2026-11-27T16:00:00.000Z',
    terraformVersion: '1.11.4',
    guardrails: { all: [], added: [], gone: [] },
    manifest: [],
    stacks: {},
    files: {},
    ...facts,
  };
  const read = Object.entries(stacks).map(([name, actions]) => ({
    folder: name,
    stack: { name, actions } as unknown as BundledStack,
    plan: {} as JsonObject,
    configuration: {} as JsonObject,
  }));
  return { folder: 'plans', digest: DIGEST, bundle, stacks: read };
}

const request: ApplyRequest = {
  digest: DIGEST,
  kind: 'real',
  now: new Date('2026-11-27T12:00:00Z'),
  approver: 'budi@smile.example',
  starter: 'dewi@smile.example',
  isUnattended: true,
  allowDestroy: [],
};

const action = (word: PlannedAction['action'], address: string): PlannedAction => ({
  action: word,
  address,
  type: address.split('.')[0] ?? '',
  changed: [],
});
const losing = {
  'indonesia-production-databases': [
    action('replace', 'aws_db_instance.MysqlMain'),
    action('destroy', 'aws_kms_key.Key'),
  ],
  'indonesia-production-storage': [action('destroy', 'aws_kms_key.Key'), action('destroy', 'aws_s3_bucket_policy.P')],
};

describe('a bundle', () => {
  test('that is as approved is not refused', () => {
    expect(refusalOf(bundleOf(), request)).toBeUndefined();
  });

  test.each<[string, ReadBundle, Partial<ApplyRequest>, string]>([
    [
      'of a dirty tree',
      bundleOf({ isDirty: true }),
      {},
      `the bundle was planned from a working tree that differs from commit ${COMMIT}, so no commit says what it does; commit the changes, and plan again`,
    ],
    [
      'of another commit',
      bundleOf(),
      { commit: '0123456' },
      `the bundle is of commit ${COMMIT}, --commit wants 0123456; plan the commit that was approved`,
    ],
    [
      'of a commit that is too short to name one',
      bundleOf(),
      { commit: '28c7' },
      `the bundle is of commit ${COMMIT}, --commit wants 28c7; plan the commit that was approved`,
    ],
    [
      'for another account',
      bundleOf(),
      { account: '222222222222' },
      'the bundle is for account 111111111111, --account wants 222222222222; apply it from the Jenkins of indonesia/production',
    ],
    [
      'planned for real, against stand-ins',
      bundleOf(),
      { kind: 'pretend' },
      'the bundle was planned against the real account; it must not be applied to stand-in providers, so plan again with --offline',
    ],
    [
      'without an approver, off a terminal',
      bundleOf(),
      { approver: undefined },
      'off a terminal --approver and --starter must say who approved and who started the run, by e-mail',
    ],
    [
      'without a starter, off a terminal',
      bundleOf(),
      { starter: undefined },
      'off a terminal --approver and --starter must say who approved and who started the run, by e-mail',
    ],
    [
      'approved by who started it',
      bundleOf(),
      { approver: ' Dewi@Smile.example ' },
      ' Dewi@Smile.example  started the run and cannot approve it as well; ask somebody else',
    ],
    [
      'approved by an author',
      bundleOf(),
      { approver: 'citra@smile.example' },
      'citra@smile.example wrote a part of what is going to be applied and cannot approve it as well; ask somebody who is not among ani@smile.example, citra@smile.example',
    ],
    [
      'at its last moment',
      bundleOf(),
      { now: new Date('2026-11-27T16:00:00Z') },
      'the bundle could be applied until 2026-11-27T16:00:00.000Z, now it is 2026-11-27T16:00:00.000Z; plan again, and have that reviewed (docs/runbooks/stale-bundle.md)',
    ],
    [
      'that changes the roles of the pipeline',
      bundleOf({}, { 'indonesia-production-bootstrap': [action('update', 'aws_iam_role.Apply')] }),
      {},
      'indonesia-production-bootstrap holds the roles that apply, and no apply may change them: an administrator applies it first (docs/runbooks/bootstrap.md, "Changing it later"), then plan again',
    ],
    [
      'that loses data',
      bundleOf({}, losing),
      {},
      'the bundle would lose what holds data:\n  - replace aws_db_instance.MysqlMain (indonesia-production-databases)\n  - destroy aws_kms_key.Key (indonesia-production-databases)\n  - destroy aws_kms_key.Key (indonesia-production-storage)\nif that is meant, make sure of a backup and add --allow-destroy aws_db_instance.MysqlMain --allow-destroy indonesia-production-databases:aws_kms_key.Key --allow-destroy indonesia-production-storage:aws_kms_key.Key; else change the code and plan again',
    ],
    [
      'with a key that could open two',
      bundleOf({}, losing),
      { allowDestroy: ['aws_kms_key.Key'] },
      '--allow-destroy aws_kms_key.Key could be indonesia-production-databases:aws_kms_key.Key or indonesia-production-storage:aws_kms_key.Key; write one of these',
    ],
    [
      'with a key that opens nothing',
      bundleOf({}, losing),
      { allowDestroy: ['aws_db_instance.MysqlWms'] },
      '--allow-destroy aws_db_instance.MysqlWms names nothing that the bundle destroys or replaces, expected some of aws_db_instance.MysqlMain, aws_kms_key.Key, aws_kms_key.Key; leave it out, or correct it',
    ],
    [
      'with a key and nothing to open',
      bundleOf(),
      { allowDestroy: ['aws_db_instance.MysqlWms'] },
      '--allow-destroy aws_db_instance.MysqlWms names nothing that the bundle destroys or replaces, it destroys nothing that holds data; leave it out, or correct it',
    ],
  ])('%s', (_, read, change, expected) => {
    expect(refusalOf(read, { ...request, ...change })).toBe(expected);
  });

  test('with a key for each address that holds data goes on', () => {
    const allowDestroy = [
      'aws_db_instance.MysqlMain',
      'indonesia-production-databases:aws_kms_key.Key',
      'indonesia-production-storage:aws_kms_key.Key',
    ];
    expect(refusalOf(bundleOf({}, losing), { ...request, allowDestroy })).toBeUndefined();
  });

  test('needs no people on a terminal, where break-glass is', () => {
    expect(
      refusalOf(bundleOf(), { ...request, isUnattended: false, approver: undefined, starter: undefined }),
    ).toBeUndefined();
  });

  test('has one reason at a time: the digest before everything', () => {
    const read = bundleOf({ isDirty: true, expires: '2026-01-01T00:00:00.000Z' });
    expect(refusalOf(read, { ...request, digest: `sha256:${'2'.repeat(64)}` })).toMatch(
      /^the bundle has the digest sha256:1+, approved was sha256:2+;/,
    );
  });
});
