import { describe, expect, test } from 'vitest';
import { GUARDED_STACKS, GUARDED_STATES, state } from './fixtures/guarded-estate.ts';
import { Inventory } from './inventory.ts';

const edges = (inventory: Inventory, stack: string, address: string) =>
  (inventory.byAddress(stack, address)?.references ?? [])
    .filter(({ path }) => path !== 'dependencies')
    .map((edge) => `${edge.path} → ${edge.stack} ${edge.address} ${edge.attribute}`);

describe('a state', () => {
  const inventory = Inventory.fromState(GUARDED_STATES);

  test('leads on by identifiers where the configuration has expressions, also to other stacks', () => {
    expect(edges(inventory, 'databases', 'aws_vpc_security_group_ingress_rule.FromHost')).toEqual([
      'referenced_security_group_id → network aws_security_group.Host id',
      'security_group_id → databases aws_security_group.Mysql id',
    ]);
    expect(edges(inventory, 'network', 'aws_vpc_security_group_egress_rule.HostToS3')).toContain(
      'prefix_list_id → network aws_vpc_endpoint.S3 prefix_list_id',
    );
  });

  test('leads to nothing that the resource does not depend on: what AWS tells of a resource is no reference', () => {
    const states = Inventory.fromState({
      stack: 'a',
      json: state([
        ['aws_vpc', 'Main', { id: 'vpc-0000000000000000a', default_security_group_id: 'sg-0000000000000000a' }, []],
        ['aws_default_security_group', 'Closed', { id: 'sg-0000000000000000a' }, ['aws_vpc.Main']],
      ]),
    });
    expect(edges(states, 'a', 'aws_vpc.Main')).toEqual([]);
  });

  test('finds ARNs inside policies, and what they are inside of', () => {
    const policy = JSON.stringify({ Statement: [{ Resource: 'arn:aws:s3:::states-333333333333/indonesia/dev/*' }] });
    const states = Inventory.fromState({
      stack: 'a',
      json: state([
        ['aws_s3_bucket', 'States', { id: 'states-333333333333', arn: 'arn:aws:s3:::states-333333333333' }, []],
        ['aws_iam_policy', 'Plan', { id: 'x', policy }, ['aws_s3_bucket.States']],
      ]),
    });
    expect(edges(states, 'a', 'aws_iam_policy.Plan')).toEqual(['policy → a aws_s3_bucket.States arn']);
  });

  test('takes no name for an identifier', () => {
    const states = Inventory.fromState({
      stack: 'a',
      json: state([
        ['aws_iam_role', 'Host', { id: 'smile-dev-host', name: 'smile-dev-host' }, []],
        ['aws_iam_instance_profile', 'Host', { id: 'smile-dev-host', role: 'smile-dev-host' }, ['aws_iam_role.Host']],
      ]),
    });
    expect(edges(states, 'a', 'aws_iam_instance_profile.Host')).toEqual([]);
  });
});

describe('a state beside its code', () => {
  const code = Inventory.fromStacks(GUARDED_STACKS);

  test('keeps what its values say where code and values differ', () => {
    const moved = GUARDED_STATES.map(({ stack, json }) => ({
      stack,
      json: JSON.stringify(json).replaceAll(
        '"security_group_id":"sg-0000000000000000c"',
        '"security_group_id":"sg-0000000000000000b"',
      ),
    }));
    const inventory = Inventory.fromState(moved).completedFrom(code);
    expect(edges(inventory, 'databases', 'aws_vpc_security_group_ingress_rule.FromHost')).toContain(
      'security_group_id → network aws_security_group.Endpoints id',
    );
    expect(edges(inventory, 'databases', 'aws_vpc_security_group_ingress_rule.FromHost')).not.toContain(
      'security_group_id → databases aws_security_group.Mysql id',
    );
  });

  test('has no reference for an argument that was emptied by hand', () => {
    const emptied = GUARDED_STATES.map(({ stack, json }) => ({
      stack,
      json: JSON.stringify(json).replace(
        '"vpc_security_group_ids":["sg-0000000000000000c"]',
        '"vpc_security_group_ids":[]',
      ),
    }));
    const inventory = Inventory.fromState(emptied).completedFrom(code);
    expect(edges(inventory, 'databases', 'aws_db_instance.Mysql')).toEqual([]);
  });
});
