import { isAbsent, isList, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { all, length, matching } from './checks.ts';

const tokenForm = matching(/^[A-Za-z0-9!&#$^<>-]{16,128}$/, '16 to 128 letters, digits and !&#$^<>-');

/** What RDS, ElastiCache, Amazon MQ and ECR refuse of several arguments together. */
export const DATA_STORE_RULES: readonly ArgumentRule[] = [
  {
    id: 'db-monitoring-role',
    types: ['aws_db_instance'],
    path: 'monitoring_interval',
    check: (interval, { monitoring_role_arn: role }) =>
      Number(interval) > 0 && isAbsent(role)
        ? `needs monitoring_role_arn, got monitoring_interval=${interval}`
        : undefined,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  {
    id: 'db-autoscaling-limit',
    types: ['aws_db_instance'],
    path: 'max_allocated_storage',
    check: (limit, { allocated_storage: size }) =>
      Number(limit) > 0 && Number(limit) * 10 < Number(size) * 11
        ? `must exceed allocated_storage by a tenth, got max_allocated_storage=${limit} allocated_storage=${size}`
        : undefined,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html',
  },
  {
    id: 'db-managed-password-user',
    types: ['aws_db_instance'],
    path: 'master_user_secret_kms_key_id',
    check: (_key, { manage_master_user_password: managed }) =>
      managed === true ? undefined : 'needs manage_master_user_password = true',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html',
  },
  {
    id: 'db-password-form',
    types: ['aws_db_instance'],
    path: 'password',
    check: all(length(8, 41), matching(/^[^/@" ]*$/, 'without slash, at sign, quote and space')),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  {
    id: 'db-throughput',
    types: ['aws_db_instance'],
    path: 'storage_throughput',
    check: (throughput, { storage_type: type, allocated_storage: size, engine }) =>
      type === 'gp3' && engine === 'mysql' && Number(size) < 400
        ? `must be left out for gp3 storage below 400 GiB, got storage_throughput=${throughput} allocated_storage=${size}`
        : undefined,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html',
  },
  {
    id: 'redis-token-strategy',
    types: ['aws_elasticache_replication_group'],
    path: 'auth_token',
    check: (_token, { auth_token_update_strategy: strategy }) =>
      isAbsent(strategy) ? 'needs auth_token_update_strategy, as in "SET"' : undefined,
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade',
  },
  {
    id: 'redis-token-form',
    types: ['aws_elasticache_replication_group'],
    path: 'auth_token',
    // Without TLS a token is refused for that alone.
    check: (token, { transit_encryption_enabled: tls }) => (tls === true ? tokenForm(token) : undefined),
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html',
  },
  {
    id: 'mq-subnets',
    types: ['aws_mq_broker'],
    path: 'subnet_ids',
    check: (_subnet, { deployment_mode: mode, subnet_ids: subnets }) =>
      mode === 'SINGLE_INSTANCE' && isList(subnets) && subnets.length !== 1
        ? `must have exactly one subnet for SINGLE_INSTANCE, got ${subnets.length}`
        : undefined,
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html',
  },
  {
    id: 'mq-rabbitmq-4-type',
    types: ['aws_mq_broker'],
    path: 'engine_version',
    check: (version, { engine_type: engine, host_instance_type: type }) =>
      isRabbit(engine) && Number.parseInt(String(version), 10) >= 4 && !String(type).startsWith('mq.m7g.')
        ? `RabbitMQ ${version} runs on mq.m7g only, got host_instance_type=${type}`
        : undefined,
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rmq-broker-instance-types.html',
  },
  {
    id: 'mq-rabbitmq-audit',
    types: ['aws_mq_broker'],
    path: 'logs.audit',
    check: (audit, { engine_type: engine }) =>
      isRabbit(engine) && String(audit) === 'true'
        ? 'must be left out for RabbitMQ, which has no audit log'
        : undefined,
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html',
  },
  {
    id: 'ecr-prefix',
    types: ['aws_ecr_pull_through_cache_rule'],
    path: 'ecr_repository_prefix',
    check: matching(/^(?=.{2,30}$)[a-z0-9]+([._/-][a-z0-9]+)*$/, '2 to 30 lower-case letters, digits and ._/-'),
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html',
  },
  {
    id: 'ecr-template-role',
    types: ['aws_ecr_repository_creation_template'],
    path: 'encryption_configuration.encryption_type',
    check: (encryption, { custom_role_arn: role }) =>
      encryption === 'KMS' && isAbsent(role) ? 'needs custom_role_arn with KMS' : undefined,
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-iam.html',
  },
];

/** Whether an argument is not given: null in the protocol, missing in synthesized JSON. */
function isRabbit(engine: Value | undefined): boolean {
  return String(engine).toLowerCase() === 'rabbitmq';
}
