import { expect, test } from 'vitest';
import { type ObjectValue, UNKNOWN } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

function messages(type: string, resource: ObjectValue): string[] {
  return findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);
}

const REDIS = { transit_encryption_enabled: true };
const RABBIT = { engine_type: 'RabbitMQ', host_instance_type: 'mq.m5.large' };

test.each<[string, ObjectValue, string]>([
  ['aws_db_instance', { password: 'x' }, 'db-password-form: must have 8 to 41 characters, got 1 in "x"'],
  [
    'aws_db_instance',
    { engine: 'mysql', storage_type: 'gp3', allocated_storage: 20, storage_throughput: 500 },
    'db-throughput: must be left out for gp3 storage below 400 GiB, got storage_throughput=500 allocated_storage=20',
  ],
  [
    'aws_secretsmanager_secret_rotation',
    { rotation_rules: [{ schedule_expression: 'rate(1 hours)' }] },
    'rotation-schedule: must be rate(<number> days), rate(4, 6, 8, 12 or 24 hours), or cron() with six fields, got "rate(1 hours)"',
  ],
  [
    'aws_db_instance',
    { monitoring_interval: 30, monitoring_role_arn: null },
    'db-monitoring-role: needs monitoring_role_arn, got monitoring_interval=30',
  ],
  [
    'aws_db_instance',
    { allocated_storage: 500, max_allocated_storage: 500 },
    'db-autoscaling-limit: must exceed allocated_storage by a tenth, got max_allocated_storage=500 allocated_storage=500',
  ],
  [
    'aws_db_instance',
    { master_user_secret_kms_key_id: 'key' },
    'db-managed-password-user: needs manage_master_user_password = true',
  ],
  [
    'aws_elasticache_replication_group',
    { ...REDIS, auth_token: 'a'.repeat(16), auth_token_update_strategy: null },
    'redis-token-strategy: needs auth_token_update_strategy, as in "SET"',
  ],
  [
    'aws_elasticache_replication_group',
    { ...REDIS, auth_token: 'too short', auth_token_update_strategy: 'SET' },
    'redis-token-form: must be 16 to 128 letters, digits and !&#$^<>-, got "too short"',
  ],
  [
    'aws_mq_broker',
    { ...RABBIT, deployment_mode: 'SINGLE_INSTANCE', subnet_ids: ['subnet-1', 'subnet-2'] },
    'mq-subnets: must have exactly one subnet for SINGLE_INSTANCE, got 2',
  ],
  [
    'aws_mq_broker',
    { ...RABBIT, engine_version: '4.2' },
    'mq-rabbitmq-4-type: RabbitMQ 4.2 runs on mq.m7g only, got host_instance_type=mq.m5.large',
  ],
  [
    'aws_mq_broker',
    { ...RABBIT, logs: [{ audit: 'true' }] },
    'mq-rabbitmq-audit: must be left out for RabbitMQ, which has no audit log',
  ],
  [
    'aws_ecr_pull_through_cache_rule',
    { ecr_repository_prefix: 'Quay' },
    'ecr-prefix: must be 2 to 30 lower-case letters, digits and ._/-, got "Quay"',
  ],
  [
    'aws_ecr_repository_creation_template',
    { encryption_configuration: [{ encryption_type: 'KMS' }], custom_role_arn: null },
    'ecr-template-role: needs custom_role_arn with KMS',
  ],
])('%s with %o is refused: %s', (type, resource, message) => {
  expect(new Set(messages(type, resource))).toEqual(new Set([message]));
});

test.each<[string, ObjectValue]>([
  ['aws_db_instance', { monitoring_interval: 30, monitoring_role_arn: UNKNOWN }],
  ['aws_db_instance', { allocated_storage: UNKNOWN, max_allocated_storage: 500 }],
  ['aws_elasticache_replication_group', { ...REDIS, auth_token: UNKNOWN, auth_token_update_strategy: 'SET' }],
  ['aws_mq_broker', { ...RABBIT, deployment_mode: 'CLUSTER_MULTI_AZ', subnet_ids: ['a', 'b', 'c'] }],
  ['aws_mq_broker', { engine_type: 'RabbitMQ', host_instance_type: 'mq.m7g.large', engine_version: '4.2' }],
])('%s with %o is accepted', (type, resource) => {
  expect(messages(type, resource)).toEqual([]);
});
