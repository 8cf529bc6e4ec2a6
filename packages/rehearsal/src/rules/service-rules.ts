import { isGiven, isObject } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { all, between, length, matching, oneOf } from './checks.ts';

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
const RETENTION_DAYS = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What a lifecycle rule may do; S3 refuses one that does nothing. */
const LIFECYCLE_ACTIONS = [
  'expiration',
  'noncurrent_version_expiration',
  'transition',
  'noncurrent_version_transition',
  'abort_incomplete_multipart_upload',
];

/** Databases, clusters, logs, events, backups and secrets. */
export const SERVICE_RULES: readonly ArgumentRule[] = [
  {
    id: 'log-retention-days',
    types: ['aws_cloudwatch_log_group'],
    path: 'retention_in_days',
    check: oneOf(...RETENTION_DAYS),
    source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  },
  {
    id: 's3-lifecycle-action',
    types: ['aws_s3_bucket_lifecycle_configuration'],
    path: 'rule',
    check: (rule) =>
      !isObject(rule) || LIFECYCLE_ACTIONS.some((action) => isGiven(rule[action]))
        ? undefined
        : `${JSON.stringify(rule.id ?? null)} needs one of ${LIFECYCLE_ACTIONS.join(', ')}`,
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html',
  },
  {
    id: 'ecr-cache-upstream',
    types: ['aws_ecr_pull_through_cache_rule'],
    path: 'upstream_registry_url',
    check: matching(
      /^(registry-1\.docker\.io|quay\.io|registry\.k8s\.io|ghcr\.io|public\.ecr\.aws|registry\.gitlab\.com|cgr\.dev|[\w-]+\.azurecr\.io|\d{12}\.dkr\.ecr\.[\w-]+\.amazonaws\.com)$/,
      'a registry that ECR caches, as in quay.io',
    ),
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html',
  },
  {
    id: 'db-backup-retention',
    types: ['aws_db_instance'],
    path: 'backup_retention_period',
    check: between(0, 35),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  {
    id: 'db-monitoring-interval',
    types: ['aws_db_instance'],
    path: 'monitoring_interval',
    check: oneOf(0, 1, 5, 10, 15, 30, 60),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  {
    id: 'db-password-conflict',
    types: ['aws_db_instance'],
    path: 'password',
    check: (_value, { manage_master_user_password: managed }) =>
      managed === true ? 'must be left out when manage_master_user_password is true' : undefined,
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance',
  },
  {
    id: 'db-gp3-iops',
    types: ['aws_db_instance'],
    path: 'iops',
    check: (iops, { storage_type: type, allocated_storage: size, engine }) =>
      type === 'gp3' && engine === 'mysql' && Number(size) < 400
        ? `must be left out for gp3 storage below 400 GiB, got iops=${iops} allocated_storage=${size}`
        : undefined,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html',
  },
  {
    id: 'redis-auth-needs-tls',
    types: ['aws_elasticache_replication_group'],
    path: 'auth_token',
    check: (_value, { transit_encryption_enabled: tls }) =>
      tls === true ? undefined : 'needs transit_encryption_enabled = true',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html',
  },
  {
    id: 'redis-failover-nodes',
    types: ['aws_elasticache_replication_group'],
    path: 'num_cache_clusters',
    check: (nodes, { automatic_failover_enabled: failover }) =>
      failover === true && Number(nodes) < 2 ? `must be at least 2 with automatic failover, got ${nodes}` : undefined,
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  },
  {
    id: 'mq-rabbitmq-deployment',
    types: ['aws_mq_broker'],
    path: 'deployment_mode',
    check: (mode, { engine_type: engine }) =>
      String(engine).toLowerCase() === 'rabbitmq' && mode === 'ACTIVE_STANDBY_MULTI_AZ'
        ? 'must be SINGLE_INSTANCE or CLUSTER_MULTI_AZ for RabbitMQ, got "ACTIVE_STANDBY_MULTI_AZ"'
        : undefined,
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-broker-architecture.html',
  },
  {
    id: 'mq-password',
    types: ['aws_mq_broker'],
    path: 'user.password',
    check: (password) =>
      typeof password !== 'string' || /^(?=(?:.*(.)(?!.*\1)){4})[^,:=]{12,250}$/s.test(password)
        ? undefined
        : 'must have 12 to 250 characters, four of them different, and none of ,:=',
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id-users-username.html',
  },
  {
    id: 'eks-log-types',
    types: ['aws_eks_cluster'],
    path: 'enabled_cluster_log_types',
    check: oneOf('api', 'audit', 'authenticator', 'controllerManager', 'scheduler'),
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
  },
  {
    id: 'eks-authentication-mode',
    types: ['aws_eks_cluster'],
    path: 'access_config.authentication_mode',
    check: oneOf('CONFIG_MAP', 'API', 'API_AND_CONFIG_MAP'),
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html',
  },
  {
    id: 'guardduty-feature',
    types: ['aws_guardduty_detector_feature'],
    path: 'name',
    check: oneOf(
      'S3_DATA_EVENTS',
      'EKS_AUDIT_LOGS',
      'EBS_MALWARE_PROTECTION',
      'RDS_LOGIN_EVENTS',
      'EKS_RUNTIME_MONITORING',
      'LAMBDA_NETWORK_LOGS',
      'RUNTIME_MONITORING',
    ),
    source: 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfiguration.html',
  },
  {
    id: 'backup-lifecycle',
    types: ['aws_backup_plan'],
    path: 'rule.lifecycle',
    check: (lifecycle) => {
      if (typeof lifecycle !== 'object' || lifecycle === null || !('cold_storage_after' in lifecycle)) return undefined;
      const { cold_storage_after: cold, delete_after: end } = lifecycle;
      if ((cold ?? null) === null || (end ?? null) === null || Number(end) >= Number(cold) + 90) return undefined;
      return `must delete at least 90 days after the move to cold storage, got cold_storage_after=${cold} delete_after=${end}`;
    },
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
  },
  {
    id: 'schedule-expression',
    types: ['aws_cloudwatch_event_rule'],
    path: 'schedule_expression',
    check: matching(
      /^(?:rate\((?:1 (?:minute|hour|day)|(?:[2-9]|[1-9]\d+) (?:minutes|hours|days))\)|cron\((?:\S+ ){5}\S+\))$/,
      'rate(<number> <unit>), or cron() with six fields',
    ),
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  },
  {
    id: 'rotation-schedule',
    types: ['aws_secretsmanager_secret_rotation'],
    path: 'rotation_rules.schedule_expression',
    // Hours must divide a day, and be at least four: AWS takes no other.
    check: matching(
      /^(?:rate\((?:1 day|(?:[2-9]|[1-9]\d+) days|(?:4|6|8|12|24) hours)\)|cron\((?:\S+ ){5}\S+\))$/,
      'rate(<number> days), rate(4, 6, 8, 12 or 24 hours), or cron() with six fields',
    ),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html',
  },
  {
    id: 'secret-recovery-window',
    types: ['aws_secretsmanager_secret'],
    path: 'recovery_window_in_days',
    check: (days) => (Number(days) === 0 ? undefined : between(7, 30)(days)),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html',
  },
  {
    id: 'secret-name',
    types: ['aws_secretsmanager_secret'],
    path: 'name',
    check: all(length(1, 512), matching(/^[a-zA-Z0-9/_+=.@-]+$/, 'letters, digits and /_+=.@-')),
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html',
  },
];
