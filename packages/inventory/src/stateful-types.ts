/** Types that hold data or identity; Terraform must refuse to destroy them. */
export const STATEFUL_TYPES: readonly string[] = [
  'aws_backup_vault',
  'aws_backup_vault_lock_configuration',
  'aws_cloudtrail',
  'aws_db_instance',
  'aws_ebs_volume',
  'aws_ecr_repository',
  'aws_eip',
  'aws_elasticache_replication_group',
  'aws_guardduty_detector',
  'aws_kms_key',
  'aws_mq_broker',
  'aws_s3_bucket',
  'aws_secretsmanager_secret',
  'aws_securityhub_account',
];
