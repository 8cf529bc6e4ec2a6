import { Inventory } from '@smile/inventory';
import { describe, expect, it } from 'vitest';
import { checkGuardrails } from './check-guardrails.ts';

/** A plan of one change, as `terraform show -json` prints it. https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
function planned(type: string, actions: readonly string[], values: object = {}): Inventory {
  const [first] = actions;
  return Inventory.fromPlan({
    stack: 'indonesia-dev-edge',
    json: {
      format_version: '1.2',
      resource_changes: [
        {
          address: `${type}.Web`,
          mode: 'managed',
          type,
          name: 'Web',
          provider_name: 'registry.terraform.io/hashicorp/aws',
          change: {
            actions,
            before: first === 'create' && actions.length === 1 ? null : { port: 80, ...values },
            after: actions.includes('create') || first === 'update' ? { port: 8443, ...values } : null,
            replace_paths: actions.length === 2 ? [['port']] : [],
          },
        },
      ],
    },
  });
}

const messagesOf = (inventory: Inventory, rule: string) =>
  checkGuardrails(inventory, { rules: [rule] }).findings.map(({ message }) => message);

const REPLACED = [
  ['delete', 'create'],
  ['create', 'delete'],
];

describe('a plan that replaces a target group', () => {
  it.each(REPLACED)('is refused in the order %s, %s', (...actions) => {
    expect(messagesOf(planned('aws_lb_target_group', actions), 'SMILE_TARGET_GROUP_REPLACEMENT')).toEqual([
      'must not be replaced; add a second group, bind or register its targets, move the listener, then remove the first (docs/runbooks/replace-a-target-group.md)',
    ]);
  });

  it('is accepted where a tag says why it may be deleted', () => {
    const tagged = planned('aws_lb_target_group', ['delete', 'create'], {
      tags_all: { 'deletion-allowed-because': 'a trial' },
    });
    expect(messagesOf(tagged, 'SMILE_TARGET_GROUP_REPLACEMENT')).toEqual([]);
  });

  it.each([['create'], ['update'], ['no-op']])('is another thing than %s', (action) => {
    expect(messagesOf(planned('aws_lb_target_group', [action]), 'SMILE_TARGET_GROUP_REPLACEMENT')).toEqual([]);
  });
});

describe('a plan that replaces a shared object', () => {
  it.each([
    ['aws_subnet', 'interfaces of services stay in the old one, which AWS then refuses to delete'],
    ['aws_sns_topic', 'its subscriptions go with it, and people have to confirm new ones'],
    [
      'aws_iam_role',
      'trust policies, key policies and access entries hold the unique id of the old one, and so do sessions that run',
    ],
  ])('is refused for %s', (type, because) => {
    for (const actions of REPLACED) {
      expect(messagesOf(planned(type, actions), 'SMILE_SHARED_OBJECTS_KEPT')).toEqual([
        `must not be replaced: ${because}`,
      ]);
    }
  });

  it('is accepted for a parameter group, whose users follow', () => {
    expect(messagesOf(planned('aws_db_parameter_group', ['create', 'delete']), 'SMILE_SHARED_OBJECTS_KEPT')).toEqual(
      [],
    );
  });
});
