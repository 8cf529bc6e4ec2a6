import { describe, expect, test } from 'vitest';
import { type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';
import { isKnownBy } from './engine-support.ts';

function messages(type: string, resource: ObjectValue): string[] {
  return findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);
}

const REDIS = { engine: 'redis', transit_encryption_enabled: true };

describe('arguments newer than the pinned engine', () => {
  test.each<[string, ObjectValue, string]>([
    [
      'aws_elasticache_replication_group',
      { ...REDIS, engine_version: '6.2', transit_encryption_mode: 'required' },
      'engine-elasticache-replication-group: 6.2 does not take transit_encryption_mode, which exists since 7.0; leave it out',
    ],
    [
      'aws_elasticache_replication_group',
      { ...REDIS, engine_version: '6.2', transit_encryption_mode: 'preferred' },
      'engine-elasticache-replication-group: 6.2 does not take transit_encryption_mode, which exists since 7.0; leave it out',
    ],
    [
      'aws_elasticache_replication_group',
      { ...REDIS, engine_version: '5.0.6', log_delivery_configuration: [{ log_type: 'slow-log' }] },
      'engine-elasticache-replication-group: 5.0.6 does not take log_delivery_configuration.log_type = slow-log, which exists since 6.0; leave it out',
    ],
    [
      'aws_elasticache_replication_group',
      { ...REDIS, engine_version: '6.0', log_delivery_configuration: [{ log_type: 'engine-log' }] },
      'engine-elasticache-replication-group: 6.0 does not take log_delivery_configuration.log_type = engine-log, which exists since 6.2; leave it out',
    ],
    [
      'aws_elasticache_parameter_group',
      { family: 'redis6.x', parameter: [{ name: 'maxmemory-clients', value: '0' }] },
      'engine-elasticache-parameter-group: redis6.x does not take parameter.name = maxmemory-clients, which exists since 7; leave it out',
    ],
    [
      'aws_db_parameter_group',
      { family: 'mysql8.4', parameter: [{ name: 'expire_logs_days', value: '7' }] },
      'engine-db-parameter-group: mysql8.4 does not take parameter.name = expire_logs_days, which ended with 8.4; leave it out',
    ],
    [
      'aws_db_parameter_group',
      { family: 'mysql8.0', parameter: [{ name: 'query_cache_size', value: '1048576' }] },
      'engine-db-parameter-group: mysql8.0 does not take parameter.name = query_cache_size, which ended with 8.0; leave it out',
    ],
    [
      'aws_mq_broker',
      { engine_type: 'RabbitMQ', engine_version: '3.13', auto_minor_version_upgrade: false },
      'engine-mq-broker: 3.13 does not take auto_minor_version_upgrade = false, which ended with 3.13; leave it out',
    ],
    [
      'aws_mq_broker',
      { engine_type: 'RabbitMQ', engine_version: '3.13', storage_type: 'efs' },
      'engine-mq-broker: 3.13 does not take storage_type = efs, which another engine has; leave it out',
    ],
    [
      'aws_eks_node_group',
      { version: '1.35', ami_type: 'AL2_x86_64' },
      'engine-eks-node-group: 1.35 does not take ami_type = AL2_x86_64, which ended with 1.33; leave it out',
    ],
    [
      'aws_db_instance',
      { engine: 'mysql', instance_class: 'db.t3.small', performance_insights_enabled: true },
      'db-insights-class: must be false for db.t3.small, which is too small for Performance Insights',
    ],
    [
      'aws_ecr_registry_scanning_configuration',
      { scan_type: 'BASIC', rule: [{ scan_frequency: 'CONTINUOUS_SCAN' }] },
      'ecr-scan-frequency: BASIC takes no rule with scan_frequency CONTINUOUS_SCAN',
    ],
    [
      'aws_backup_restore_testing_selection',
      { restore_metadata_overrides: { vpcSecurityGroupIds: 'sg-012d52c6' } },
      'restore-metadata-lists: vpcSecurityGroupIds must be a JSON array as a text, as in ["sg-012d52c6"], got "sg-012d52c6"',
    ],
  ])('%s with %o is refused: %s', (type, resource, message) => {
    expect(messages(type, resource)).toContain(message);
  });

  test.each<[string, ObjectValue]>([
    ['aws_elasticache_replication_group', { ...REDIS, engine_version: '7.1', transit_encryption_mode: 'required' }],
    ['aws_elasticache_replication_group', { ...REDIS, engine_version: '7.0', transit_encryption_mode: 'preferred' }],
    ['aws_elasticache_replication_group', { ...REDIS, engine_version: '6.2', transit_encryption_mode: null }],
    ['aws_elasticache_replication_group', { ...REDIS, engine_version: '6.2', transit_encryption_mode: UNKNOWN }],
    [
      'aws_elasticache_replication_group',
      { ...REDIS, engine: 'valkey', engine_version: '8.0', transit_encryption_mode: 'required' },
    ],
    ['aws_elasticache_parameter_group', { family: 'redis6.x', parameter: [{ name: 'activedefrag', value: 'yes' }] }],
    ['aws_mq_broker', { engine_type: 'ActiveMQ', engine_version: '5.18', storage_type: 'efs' }],
    [
      'aws_backup_restore_testing_selection',
      { restore_metadata_overrides: { vpcSecurityGroupIds: '["sg-012d52c6"]' } },
    ],
  ])('%s with %o is accepted', (type, resource) => {
    expect(messages(type, resource)).toEqual([]);
  });

  test.each([
    ['7.1', '7.0.5', true],
    ['7.0', '7.0.5', true],
    ['6.2.6', '7.0.5', false],
    ['redis6.x', '6.2', true],
    ['1.9', '1.33', false],
    ['10.0', '9.1', true],
  ])('%s knows what exists since %s: %s', (version, since, known) => {
    expect(isKnownBy(version, { since })).toBe(known);
  });
});

describe('names of parameters', () => {
  // "Could not find parameter with name": https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBParameterGroup.html
  test.each([
    ['aws_db_parameter_group', 'mysql8.0', 'long_query_tyme', 'parameter-names-db-parameter-group'],
    ['aws_elasticache_parameter_group', 'redis6.x', 'binlog_format', 'parameter-names-elasticache-parameter-group'],
  ])('%s of %s: %s', (type, family, name, id) => {
    expect(messages(type, { family, parameter: [{ name, value: '1' }] })).toEqual([
      `${id}: name must be a parameter of ${family}, got "${name}"`,
    ]);
  });
});

describe('values of parameters', () => {
  test.each([
    // `aws rds describe-engine-default-parameters --db-parameter-group-family mysql8.0` lists allowed values.
    ['mysql8.0', 'binlog_row_image', 'FULL', 'binlog_row_image of mysql8.0 must be full, minimal, noblob, got "FULL"'],
    ['mysql8.0', 'binlog_format', 'row', 'binlog_format of mysql8.0 must be ROW, STATEMENT, MIXED, OFF, got "row"'],
    ['mysql8.4', 'gtid-mode', 'on', 'gtid-mode of mysql8.4 must be OFF, OFF_PERMISSIVE, ON_PERMISSIVE, ON, got "on"'],
    ['mysql8.0', 'require_secure_transport', 'ON', 'require_secure_transport of mysql8.0 must be 0, 1, got "ON"'],
    ['mysql8.0', 'long_query_time', '2s', 'long_query_time of mysql8.0 must be a number of seconds, got "2s"'],
  ])('%s refuses %s = %s', (family, name, value, problem) => {
    expect(messages('aws_db_parameter_group', { family, parameter: [{ name, value }] })).toEqual([
      `parameter-values: ${problem}`,
    ]);
  });

  test('of Redis are judged by its family too', () => {
    const parameter = [{ name: 'maxmemory-policy', value: 'lru' }];
    expect(messages('aws_elasticache_parameter_group', { family: 'redis6.x', parameter })).toEqual([
      'parameter-values: maxmemory-policy of redis6.x must be volatile-lru, allkeys-lru, volatile-lfu, allkeys-lfu, volatile-random, allkeys-random, volatile-ttl, noeviction, got "lru"',
    ]);
  });
});
