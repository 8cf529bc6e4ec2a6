import type { Json, JsonObject } from '@smile/inventory';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redactPlan } from './redact-plan.ts';
import { Redactor } from './redactor.ts';

/** Hashes of this key are those of `openssl dgst -sha256 -hmac 'the key of these tests'`. */
const KEY = Buffer.from('the key of these tests');

/** Names under which people and services keep what must not be seen, from the documentation of the types below. */
const RISKY = [
  'auth_token',
  'command',
  'content',
  'custom_data',
  'data',
  'description',
  'environment',
  'master_password',
  'password',
  'policy',
  'secret_string',
  'set_sensitive',
  'tags',
  'user_data',
  'value',
  'values',
];
const TYPES = ['aws_db_instance', 'aws_secretsmanager_secret', 'helm_release', 'kubernetes_secret_v1', 'made_up_type'];

const secret = fc.stringMatching(/^[A-Za-z0-9+/]{12,40}$/).map((text) => `s3cr3t${text}`);

/** Any tree of JSON that hides a secret as a text, as a key or deep inside, beside harmless things. */
const hiding = (planted: string): fc.Arbitrary<Json> =>
  fc.letrec<{ tree: Json; leaf: Json; map: JsonObject }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      tie('leaf'),
      tie('map'),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
    leaf: fc.oneof(
      fc.constant(planted),
      fc.constant(`postgres://app:${planted}@db.internal:5432/app`),
      fc.constant(JSON.stringify({ password: planted })),
      fc.constant(`line one\nexport TOKEN=${planted}\n`),
      fc.constant(true),
      fc.constant(null),
    ),
    map: fc.dictionary(fc.oneof(fc.constantFrom(...RISKY), fc.constant(planted)), tie('tree'), { maxKeys: 4 }),
  })).map;

const plans = secret.chain((planted) =>
  fc
    .record({
      type: fc.constantFrom(...TYPES),
      mode: fc.constantFrom('managed', 'data'),
      tree: hiding(planted),
      other: hiding(planted),
    })
    .map(({ type, mode, tree, other }) => ({ planted, plan: planWith(type, mode, tree, other) })),
);

/** A plan with something in every part of the format. */
function planWith(type: string, mode: string, tree: Json, other: Json): JsonObject {
  const identity = {
    address: `${type}.It`,
    mode,
    type,
    name: 'It',
    provider_name: 'registry.terraform.io/hashicorp/aws',
  };
  const change = {
    actions: ['update'],
    before: tree,
    after: other,
    after_unknown: tree,
    before_sensitive: other,
    after_sensitive: {},
    replace_paths: [['password'], ['values', 0]],
    importing: { id: other },
  };
  const module = {
    resources: [{ ...identity, values: tree, sensitive_values: {} }],
    child_modules: [{ address: 'module.a', resources: [{ ...identity, values: other }] }],
  };
  const expressions = {
    values: { constant_value: tree },
    policy: [{ data: { constant_value: other } }],
    vpc_id: { references: ['aws_vpc.Vpc.id'] },
  };
  return {
    format_version: '1.2',
    terraform_version: '1.11.4',
    variables: { pin: { value: tree } },
    resource_changes: [{ ...identity, change }],
    resource_drift: [{ ...identity, change }],
    deferred_changes: [{ reason: 'unknown', resource_change: { ...identity, change } }],
    output_changes: { Url: change },
    prior_state: { values: { outputs: { Url: { sensitive: false, value: tree } }, root_module: module } },
    planned_values: { outputs: { Url: { sensitive: true, value: other } }, root_module: module },
    configuration: {
      provider_config: { aws: { name: 'aws', expressions } },
      root_module: {
        outputs: { Url: { expression: { constant_value: tree } } },
        resources: [{ ...identity, expressions, provisioners: [{ type: 'local-exec', expressions }] }],
        variables: { pin: { default: tree } },
      },
    },
    relevant_attributes: [{ resource: 'aws_vpc.Vpc', attribute: ['tags', 'Name'] }],
    checks: [{ address: { kind: 'check', name: 'a' }, status: 'fail', instances: [{ problems: [{ message: tree }] }] }],
    something_of_a_later_terraform: tree,
  };
}

describe('a redacted plan', () => {
  test('holds no planted secret, wherever it was', () => {
    fc.assert(
      fc.property(plans, ({ plan, planted }) => {
        expect(JSON.stringify(redactPlan(plan, new Redactor(KEY)))).not.toContain(planted);
      }),
      { numRuns: 300 },
    );
  });

  test('holds nothing that Terraform calls sensitive, although its name is harmless', () => {
    const plan = planWith('aws_db_instance', 'managed', { engine_version: '8.0', allocated_storage: 500 }, null);
    const [entry] = plan.resource_changes as unknown as { change: Record<string, unknown> }[];
    if (entry !== undefined) entry.change.before_sensitive = { engine_version: true, allocated_storage: true };
    const [change] = redactPlan(plan, new Redactor(KEY)).resource_changes as unknown as {
      change: { before: unknown };
    }[];
    expect(change?.change.before).toEqual({
      engine_version: '«text, 3 characters, e4a48f22»',
      allocated_storage: '«number, 3 characters, e077c9df»',
    });
  });

  test('shows what reviewers need: identifiers, sizes, versions, switches, and what forces a replacement', () => {
    const before = {
      engine_version: '8.0',
      instance_class: 'db.m5.xlarge',
      multi_az: true,
      allocated_storage: 500,
      tags: { backup: 'daily' },
    };
    const redacted = redactPlan(planWith('aws_db_instance', 'managed', before, null), new Redactor(KEY));
    expect(redacted.resource_changes).toMatchObject([
      {
        address: 'aws_db_instance.It',
        change: { actions: ['update'], before, replace_paths: [['password'], ['values', 0]] },
      },
    ]);
  });

  test('leaves out what a later Terraform adds', () => {
    expect(Object.keys(redactPlan(planWith('aws_vpc', 'managed', {}, {}), new Redactor(KEY))).sort()).toEqual([
      'checks',
      'configuration',
      'deferred_changes',
      'format_version',
      'output_changes',
      'planned_values',
      'prior_state',
      'relevant_attributes',
      'resource_changes',
      'resource_drift',
      'terraform_version',
      'variables',
    ]);
  });
});
