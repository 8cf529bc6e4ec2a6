import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beyondDraft } from './containment.ts';
import type { ActionWord, PlannedAction } from './planned-action.ts';

const act = (action: ActionWord, address: string, ...changed: string[]): PlannedAction => ({
  action,
  address,
  type: address.split('.')[0] ?? '',
  changed,
});

describe('a plan beside its draft', () => {
  test.each<[string, readonly PlannedAction[], readonly PlannedAction[], readonly string[]]>([
    ['the same', [act('create', 'aws_vpc.V')], [act('create', 'aws_vpc.V')], []],
    ['less', [act('create', 'aws_vpc.V'), act('destroy', 'aws_subnet.S')], [act('create', 'aws_vpc.V')], []],
    ['nothing', [act('replace', 'aws_db_instance.D', 'engine')], [], []],
    [
      'one more',
      [act('create', 'aws_vpc.V')],
      [act('create', 'aws_vpc.V'), act('create', 'aws_subnet.S')],
      ['create aws_subnet.S: the draft leaves it alone'],
    ],
    [
      'a replacement instead of a change',
      [act('update', 'aws_lb.L', 'name')],
      [act('replace', 'aws_lb.L', 'name')],
      ['replace aws_lb.L: the draft wants to update it'],
    ],
    [
      'even a change instead of a replacement, since nobody has seen it',
      [act('replace', 'aws_lb.L', 'name')],
      [act('update', 'aws_lb.L', 'name')],
      ['update aws_lb.L: the draft wants to replace it'],
    ],
    [
      'something destroyed',
      [],
      [act('destroy', 'aws_s3_bucket.B')],
      ['destroy aws_s3_bucket.B: the draft leaves it alone'],
    ],
    [
      'another argument of a plain resource',
      [act('update', 'aws_lb.L', 'idle_timeout')],
      [act('update', 'aws_lb.L', 'tags')],
      [],
    ],
    [
      'another argument of a role',
      [act('update', 'aws_iam_role.R', 'tags')],
      [act('update', 'aws_iam_role.R', 'assume_role_policy', 'tags')],
      ['update aws_iam_role.R: it decides about who may do what, and the draft does not change assume_role_policy'],
    ],
    [
      'another argument of a bucket policy',
      [act('update', 'aws_s3_bucket_policy.P', 'bucket')],
      [act('update', 'aws_s3_bucket_policy.P', 'policy')],
      ['update aws_s3_bucket_policy.P: it decides about who may do what, and the draft does not change policy'],
    ],
    [
      'another argument of a security-group rule',
      [act('update', 'aws_vpc_security_group_ingress_rule.R', 'description')],
      [act('update', 'aws_vpc_security_group_ingress_rule.R', 'cidr_ipv4')],
      [
        'update aws_vpc_security_group_ingress_rule.R: it decides about who reaches whom, and the draft does not change cidr_ipv4',
      ],
    ],
    [
      'another argument of a key',
      [act('update', 'aws_kms_key.K', 'tags')],
      [act('update', 'aws_kms_key.K', 'is_enabled')],
      ['update aws_kms_key.K: it decides about keys, and the draft does not change is_enabled'],
    ],
    [
      'another argument of a database',
      [act('update', 'aws_db_instance.D', 'tags')],
      [act('update', 'aws_db_instance.D', 'backup_retention_period')],
      ['update aws_db_instance.D: it decides about data, and the draft does not change backup_retention_period'],
    ],
    [
      'several at once are all said',
      [],
      [act('create', 'aws_vpc.V'), act('forget', 'aws_vpc.W')],
      ['create aws_vpc.V: the draft leaves it alone', 'forget aws_vpc.W: the draft leaves it alone'],
    ],
  ])('%s', (_, draft, plan, expected) => {
    expect(beyondDraft(draft, plan)).toEqual(expected);
  });
});

const anyAction = fc
  .record<PlannedAction>({
    action: fc.constantFrom<ActionWord>('create', 'update', 'replace', 'destroy', 'forget'),
    address: fc.constantFrom('aws_vpc.A', 'aws_iam_role.B', 'aws_db_instance.C', 'aws_kms_key.D', 'helm_release.E'),
    type: fc.constant(''),
    changed: fc.subarray(['policy', 'tags', 'engine']),
  })
  .map((one) => ({ ...one, type: one.address.split('.')[0] ?? '' }));
const anyPlan = fc.uniqueArray(anyAction, { selector: ({ address }) => address });

describe('any plan', () => {
  test('goes on when it is its own draft, or a part of it', () => {
    fc.assert(
      fc.property(
        anyPlan.chain((draft) => fc.tuple(fc.constant(draft), fc.subarray(draft))),
        ([draft, part]) => {
          expect(beyondDraft(draft, part)).toEqual([]);
        },
      ),
    );
  });

  test('never destroys, replaces or forgets what the draft does not', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, (draft, plan) => {
        fc.pre(beyondDraft(draft, plan).length === 0);
        const losses = (actions: readonly PlannedAction[]) =>
          actions
            .filter(({ action }) => ['destroy', 'replace', 'forget'].includes(action))
            .map(({ action, address }) => `${action} ${address}`);
        expect(losses(draft)).toEqual(expect.arrayContaining(losses(plan)));
      }),
    );
  });

  test('that is refused stays refused with more in it', () => {
    fc.assert(
      fc.property(anyPlan, anyPlan, anyAction, (draft, plan, more) => {
        fc.pre(beyondDraft(draft, plan).length > 0 && !plan.some(({ address }) => address === more.address));
        expect(beyondDraft(draft, [...plan, more]).length).toBeGreaterThanOrEqual(beyondDraft(draft, plan).length);
      }),
    );
  });
});
