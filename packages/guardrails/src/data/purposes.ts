/** What a key, bucket or topic that an argument names is for, by its name. */
export interface Purpose {
  readonly by: string;
  readonly of: 'aws_kms_key' | 'aws_s3_bucket' | 'aws_sns_topic';
  /** Words of its alias or name. */
  readonly named: RegExp;
}

const key = (named: RegExp, ...by: readonly string[]): readonly Purpose[] =>
  by.map((one) => ({ by: one, of: 'aws_kms_key', named }));
const bucket = (named: RegExp, ...by: readonly string[]): readonly Purpose[] =>
  by.map((one) => ({ by: one, of: 'aws_s3_bucket', named }));
const topic = (named: RegExp, ...by: readonly string[]): readonly Purpose[] =>
  by.map((one) => ({ by: one, of: 'aws_sns_topic', named }));

/**
 * Keys are apart by who may use them (docs/adr on keys): who reads logs reads no data, and who starts nodes reads no secret. Buckets are
 * apart by who writes into them, and topics by who reads them.
 */
export const PURPOSES: readonly Purpose[] = [
  ...key(/-(?:access|audit|logs)$/, 'aws_cloudwatch_log_group.kms_key_id'),
  ...key(/-(?:access|eks-volumes|git)$/, 'aws_launch_template.block_device_mappings.ebs.kms_key_id'),
  ...key(/-(?:backup|backups)$/, 'aws_backup_vault.kms_key_arn'),
  ...key(
    /-audit$/,
    'aws_cloudtrail.kms_key_id',
    'aws_config_delivery_channel.s3_kms_key_arn',
    'aws_guardduty_publishing_destination.kms_key_arn',
  ),
  ...key(/-ebs$/, 'aws_ebs_default_kms_key.key_arn'),
  ...key(/-eks-secrets$/, 'aws_eks_cluster.encryption_config.provider.key_arn'),
  ...key(/-(?:secrets|git)$/, 'aws_secretsmanager_secret.kms_key_id', 'aws_db_instance.master_user_secret_kms_key_id'),
  ...key(
    /-data$/,
    'aws_db_instance.kms_key_id',
    'aws_db_instance.performance_insights_kms_key_id',
    'aws_elasticache_replication_group.kms_key_id',
    'aws_mq_broker.encryption_options.kms_key_id',
    'aws_ecr_repository.encryption_configuration.kms_key',
    'aws_ecr_repository_creation_template.encryption_configuration.kms_key',
  ),
  ...key(/-alarms$/, 'aws_sns_topic.kms_master_key_id'),
  ...bucket(
    /-audit-(?!access)/,
    'aws_cloudtrail.s3_bucket_name',
    'aws_config_delivery_channel.s3_bucket_name',
    'aws_guardduty_publishing_destination.destination_arn',
  ),
  ...bucket(/-load-balancer-logs-/, 'aws_lb.access_logs.bucket', 'aws_lb.connection_logs.bucket'),
  ...bucket(/-flow-logs-/, 'aws_flow_log.log_destination'),
  ...bucket(/access/, 'aws_s3_bucket_logging.target_bucket'),
  ...topic(
    /-alarms$/,
    'aws_cloudwatch_metric_alarm.alarm_actions',
    'aws_cloudwatch_metric_alarm.ok_actions',
    'aws_cloudwatch_event_target.arn',
    'aws_backup_vault_notifications.sns_topic_arn',
    'aws_db_event_subscription.sns_topic',
  ),
];
