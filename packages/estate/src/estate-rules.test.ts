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
      'aws_subnet',
      { map_public_ip_on_launch: false, vpc_id: '${aws_vpc.Gone.id}' },
      'network/aws_subnet.Example: refers to aws_vpc.Gone.id, but stack network has no resource aws_vpc.Gone',
    ],
  ])('%s with %j', (type, body, rule) => {
    expect(brokenEstateRules(withResource(type, body))).toEqual([rule]);
  });

  const PROTECTED = { lifecycle: { prevent_destroy: true } };
  const PRIVATE = { ...PROTECTED, publicly_accessible: false };
  const REDIS = { ...PROTECTED, at_rest_encryption_enabled: 'true', transit_encryption_enabled: true };
  const MYSQL = { ...PRIVATE, storage_encrypted: true, tags: { backup: 'daily' } };

  test.each([
    [
      'aws_db_instance',
      { ...MYSQL, publicly_accessible: true },
      'network/aws_db_instance.Example is public or not encrypted; use MysqlDatabase',
    ],
    [
      'aws_db_instance',
      { ...MYSQL, storage_encrypted: undefined },
      'network/aws_db_instance.Example is public or not encrypted; use MysqlDatabase',
    ],
    [
      'aws_db_instance',
      { ...MYSQL, tags: {} },
      'network/aws_db_instance.Example is not taken by AWS Backup; tag it BACKUP_DAILY',
    ],
    [
      'aws_db_instance',
      { ...MYSQL, password: 'x' },
      'network/aws_db_instance.Example has a password; put the value into Secrets Manager by hand',
    ],
    [
      'aws_elasticache_replication_group',
      { ...REDIS, transit_encryption_enabled: false },
      'network/aws_elasticache_replication_group.Example is not encrypted on disk and on the wire; use RedisCache',
    ],
    [
      'aws_elasticache_replication_group',
      { ...REDIS, auth_token: 'x' },
      'network/aws_elasticache_replication_group.Example is given a credential; use initialCredential()',
    ],
    ['aws_mq_broker', { ...PROTECTED }, 'network/aws_mq_broker.Example is public; use RabbitMqBroker'],
    [
      'aws_mq_broker',
      { ...PRIVATE, user: [{ username: 'admin', password: 'x' }] },
      'network/aws_mq_broker.Example is given a credential; use initialCredential()',
    ],
    [
      'aws_secretsmanager_secret_version',
      { secret_string: 'x' },
      'network/aws_secretsmanager_secret_version.Example has a secret_string; put the value into Secrets Manager by hand',
    ],
    [
      'aws_secretsmanager_secret',
      {},
      'network/aws_secretsmanager_secret.Example can be destroyed; set prevent_destroy, or give a reason',
    ],
    [
      'aws_ecr_repository',
      {},
      'network/aws_ecr_repository.Example can be destroyed; set prevent_destroy, or give a reason',
    ],
  ])('of data stores: %s with %j', (type, body, rule) => {
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
