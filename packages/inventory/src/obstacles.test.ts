import { describe, expect, test } from 'vitest';
import { Inventory } from './inventory.ts';
import { obstaclesTo } from './obstacles.ts';

const bucket = {
  address: 'aws_s3_bucket.a',
  mode: 'managed',
  type: 'aws_s3_bucket',
  name: 'a',
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: { actions: ['no-op'], before: {}, after: {}, after_unknown: {} },
};
const planOf = (more: object) =>
  Inventory.fromPlan({
    stack: 's',
    json: { format_version: '1.2', resource_changes: [bucket], configuration: {}, ...more },
  });
const messages = (inventory: Inventory) => obstaclesTo(inventory).map(({ message }) => message);

describe('a judgement', () => {
  test('of a whole plan has nothing in its way', () => {
    expect(messages(planOf({ complete: true, errored: false }))).toEqual([]);
    expect(messages(planOf({}))).toEqual([]);
  });

  test('of a plan that ended with errors would be of a part', () => {
    expect(messages(planOf({ errored: true, complete: false }))).toEqual([
      'the plan of s ended with errors and shows a part only; plan it again',
    ]);
  });

  test('of an incomplete plan says what is put off', () => {
    const deferred = [{ reason: 'provider_config_unknown', resource_change: { address: 'helm_release.istio' } }];
    expect(messages(planOf({ complete: false, deferred_changes: deferred }))).toEqual([
      'the plan of s is incomplete: it puts off helm_release.istio (provider_config_unknown); judge the plan that follows its apply',
    ]);
    expect(messages(planOf({ complete: false }))).toEqual([
      'the plan of s is incomplete: it was made with -target, or puts something off; judge the plan that follows its apply',
    ]);
  });

  test.each([
    ['an empty state', Inventory.fromState({ stack: 's', json: { version: 4, serial: 1, resources: [] } }), 'state'],
    ['a plan of outputs alone', planOf({ resource_changes: [] }), 'plan'],
    ['a stack without a resource', Inventory.fromStacks({ s: { output: { a: { value: 'b' } } } }), 'synth'],
  ])('of %s would be of nothing', (_, inventory, source) => {
    expect(messages(inventory)).toEqual([
      `the ${source} holds no managed resource, so nothing can be judged; name files of an applied stack`,
    ]);
  });
});

test('a plan tells what changed outside Terraform, what it imports, and which outputs go', () => {
  const drifted = { ...bucket, change: { ...bucket.change, actions: ['update'] } };
  const imported = { ...bucket, change: { ...bucket.change, importing: { id: 'smile-prd-data' } } };
  const inventory = planOf({
    resource_changes: [imported],
    resource_drift: [drifted],
    output_changes: { old: { actions: ['delete'] }, same: { actions: ['no-op'] } },
  });
  expect(inventory.stacks[0]?.plan).toEqual({
    errored: false,
    complete: true,
    drift: [{ address: 'aws_s3_bucket.a', action: 'update' }],
    deferred: [],
    outputs: [{ name: 'old', action: 'delete' }],
  });
  expect(inventory.byAddress('s', 'aws_s3_bucket.a')?.change?.importing).toBe('smile-prd-data');
});
