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

// UpdateNodegroupVersion takes the newest image when it is given a template and no release:
// https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateNodegroupVersion.html
describe('a plan that updates the launch template of a node group', () => {
  const group = (before: object, after: object, unknown: object = {}) =>
    Inventory.fromPlan({
      stack: 'indonesia-dev-clusters',
      json: {
        format_version: '1.2',
        resource_changes: [
          {
            address: 'aws_eks_node_group.App',
            mode: 'managed',
            type: 'aws_eks_node_group',
            name: 'App',
            provider_name: 'registry.terraform.io/hashicorp/aws',
            change: { actions: ['update'], before, after, after_unknown: unknown },
          },
        ],
      },
    });
  const template = (version?: string) => [{ id: 'lt-1', ...(version === undefined ? {} : { version }) }];
  const old = { release_version: '1.35.1-20261001', launch_template: template('3') };
  const rule = 'SMILE_NODE_GROUP_TEMPLATE';
  const message =
    'launch_template changes and release_version stays 1.35.1-20261001; raise its row of NODE_RELEASES in the same change, as packages/eks/README.md says';

  it('is refused when the release stays, whether the version of the template is known or not', () => {
    expect(messagesOf(group(old, { ...old, launch_template: template('4') }), rule)).toEqual([message]);
    const later = { launch_template: [{ version: true }] };
    expect(messagesOf(group(old, { ...old, launch_template: template() }, later), rule)).toEqual([message]);
  });

  it('is accepted together with a release, and where Terraform does not set the release', () => {
    const both = { release_version: '1.35.1-20261120', launch_template: template('4') };
    expect(messagesOf(group(old, both), rule)).toEqual([]);
    const free = { launch_template: template('4'), release_version: null };
    expect(messagesOf(group({ ...free, launch_template: template('3') }, free), rule)).toEqual([]);
  });

  it('is another thing than new labels', () => {
    expect(messagesOf(group({ ...old, labels: {} }, { ...old, labels: { a: 'b' } }), rule)).toEqual([]);
  });
});
