import { testEnvironment } from '@smile/core/fixtures';
import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { brokenEstateRules } from './estate-rules.ts';
import { inventoryOf } from './fixtures.ts';

const withResource = (type: string, body: object, mode: 'resource' | 'data' = 'resource') =>
  Inventory.fromStacks({ network: JSON.stringify({ [mode]: { [type]: { Example: body } } }) });

test('the estate keeps them', () => {
  expect(brokenEstateRules(inventoryOf(testEnvironment()))).toEqual([]);
});

describe('each rule can be broken', () => {
  test.each([
    ['aws_eip', {}, 'network/aws_eip.Example can be destroyed; set prevent_destroy, or give a reason'],
    [
      'aws_vpc_security_group_ingress_rule',
      { cidr_ipv4: '0.0.0.0/0' },
      'network/aws_vpc_security_group_ingress_rule.Example lets the whole internet in; name a group or a prefix list',
    ],
    [
      'aws_vpc_security_group_ingress_rule',
      { cidr_ipv6: '::/0' },
      'network/aws_vpc_security_group_ingress_rule.Example lets the whole internet in; name a group or a prefix list',
    ],
    [
      'aws_subnet',
      { map_public_ip_on_launch: true },
      'network/aws_subnet.Example gives out public addresses; turn map_public_ip_on_launch off',
    ],
    ['aws_iam_role', {}, 'network/aws_iam_role.Example has no permissions boundary; put it in an EstateStack'],
    [
      'aws_kms_key',
      { lifecycle: { prevent_destroy: true } },
      'network/aws_kms_key.Example is never rotated; use EncryptionKey',
    ],
    [
      'aws_backup_vault',
      {},
      'network/aws_backup_vault.Example can be destroyed; set prevent_destroy, or give a reason',
    ],
    ['aws_cloudtrail', {}, 'network/aws_cloudtrail.Example can be destroyed; set prevent_destroy, or give a reason'],
    [
      'aws_cloudwatch_log_group',
      {},
      'network/aws_cloudwatch_log_group.Example keeps its logs for ever; set retention_in_days',
    ],
    [
      'aws_cloudwatch_log_group',
      { retention_in_days: 0 },
      'network/aws_cloudwatch_log_group.Example keeps its logs for ever; set retention_in_days',
    ],
    [
      'aws_backup_vault_lock_configuration',
      { changeable_for_days: 3, lifecycle: { prevent_destroy: true } },
      'network/aws_backup_vault_lock_configuration.Example can never be undone; leave changeable_for_days out',
    ],
    [
      'aws_subnet',
      { map_public_ip_on_launch: false, vpc_id: '${aws_vpc.Gone.id}' },
      'network/aws_subnet.Example: refers to aws_vpc.Gone.id, but stack network has no resource aws_vpc.Gone',
    ],
  ])('%s with %j', (type, body, rule) => {
    expect(brokenEstateRules(withResource(type, body))).toEqual([rule]);
  });

  test('a bucket without its parts', () => {
    const body = { lifecycle: { prevent_destroy: true } };
    expect(brokenEstateRules(withResource('aws_s3_bucket', body))).toEqual(
      [
        'lifecycle_configuration',
        'ownership_controls',
        'policy',
        'public_access_block',
        'server_side_encryption_configuration',
      ].map((part) => `network/aws_s3_bucket.Example has no aws_s3_bucket_${part}; use PrivateBucket`),
    );
  });

  test('a singleton of the account in two stacks', () => {
    const stack = JSON.stringify({ resource: { aws_config_delivery_channel: { Example: {} } } });
    expect(brokenEstateRules(Inventory.fromStacks({ account: stack, network: stack }))).toEqual([
      'network/aws_config_delivery_channel.Example exists once per account, and account/aws_config_delivery_channel.Example has it; keep it in the account stack',
    ]);
  });

  test('a data source that calls AWS', () => {
    expect(brokenEstateRules(withResource('aws_caller_identity', {}, 'data'))).toEqual([
      'network/data.aws_caller_identity.Example calls a cloud at plan; write the value into the environment',
    ]);
  });
});

test('a reason in the tags stands in for protection', () => {
  const body = { tags: { 'deletion-allowed-because': 'preview' } };
  expect(brokenEstateRules(withResource('aws_eip', body))).toEqual([]);
});
