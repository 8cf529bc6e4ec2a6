import { regionFacts } from '@smile/core';

/** A rule that AWS Config keeps ready. */
export interface ConfigRuleDefinition {
  /** AWS's identifier, as in `EC2_IMDSV2_CHECK`. https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html */
  readonly identifier: string;
  /** Parameters that AWS demands or whose default does not fit; every value is a text. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
}

/**
 * The rules that every account keeps (GOV-CONFIG), by subject.
 *
 * They overlap with Security Hub's own on purpose: these stay when a standard is given up, and auditors read them here.
 */
export const CONFIG_RULES: readonly ConfigRuleDefinition[] = [
  // Audit trail
  { identifier: 'MULTI_REGION_CLOUD_TRAIL_ENABLED' },
  { identifier: 'CLOUD_TRAIL_ENABLED' },
  { identifier: 'CLOUD_TRAIL_ENCRYPTION_ENABLED' },
  { identifier: 'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED' },
  { identifier: 'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED' },
  { identifier: 'GUARDDUTY_ENABLED_CENTRALIZED' },
  { identifier: 'SECURITYHUB_ENABLED' },
  { identifier: 'CLOUDWATCH_LOG_GROUP_ENCRYPTED' },
  { identifier: 'CW_LOGGROUP_RETENTION_PERIOD_CHECK' },
  { identifier: 'SNS_ENCRYPTED_KMS' },

  // Identity and keys
  { identifier: 'CMK_BACKING_KEY_ROTATION_ENABLED' },
  { identifier: 'KMS_CMK_NOT_SCHEDULED_FOR_DELETION' },
  { identifier: 'IAM_PASSWORD_POLICY' },
  { identifier: 'IAM_USER_NO_POLICIES_CHECK' },
  { identifier: 'IAM_USER_UNUSED_CREDENTIALS_CHECK', parameters: { maxCredentialUsageAge: '45' } },
  { identifier: 'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS' },
  { identifier: 'IAM_ROOT_ACCESS_KEY_CHECK' },
  { identifier: 'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS' },
  { identifier: 'ROOT_ACCOUNT_MFA_ENABLED' },
  { identifier: 'ACCESS_KEYS_ROTATED', parameters: { maxAccessKeyAge: '90' } },
  { identifier: 'SECRETSMANAGER_ROTATION_ENABLED_CHECK' },

  // Hosts and clusters
  { identifier: 'EC2_EBS_ENCRYPTION_BY_DEFAULT' },
  { identifier: 'ENCRYPTED_VOLUMES' },
  { identifier: 'EC2_IMDSV2_CHECK' },
  { identifier: 'EC2_INSTANCE_NO_PUBLIC_IP' },
  { identifier: 'EKS_SECRETS_ENCRYPTED' },
  { identifier: 'EKS_ENDPOINT_NO_PUBLIC_ACCESS' },
  { identifier: 'ECR_PRIVATE_IMAGE_SCANNING_ENABLED' },

  // Network and edge
  { identifier: 'VPC_FLOW_LOGS_ENABLED' },
  { identifier: 'VPC_DEFAULT_SECURITY_GROUP_CLOSED' },
  { identifier: 'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS' },
  { identifier: 'INCOMING_SSH_DISABLED' },
  { identifier: 'RESTRICTED_INCOMING_TRAFFIC' },
  { identifier: 'SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED' },
  { identifier: 'ELB_LOGGING_ENABLED' },
  { identifier: 'ELB_DELETION_PROTECTION_ENABLED' },
  { identifier: 'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK' },
  { identifier: 'ALB_WAF_ENABLED' },
  { identifier: 'WAFV2_LOGGING_ENABLED' },
  { identifier: 'ACM_CERTIFICATE_EXPIRATION_CHECK' },

  // Data stores
  { identifier: 'RDS_STORAGE_ENCRYPTED' },
  { identifier: 'RDS_MULTI_AZ_SUPPORT' },
  { identifier: 'RDS_INSTANCE_PUBLIC_ACCESS_CHECK' },
  { identifier: 'RDS_INSTANCE_DELETION_PROTECTION_ENABLED' },
  { identifier: 'RDS_LOGGING_ENABLED' },
  { identifier: 'RDS_SNAPSHOTS_PUBLIC_PROHIBITED' },
  { identifier: 'DB_INSTANCE_BACKUP_ENABLED' },
  { identifier: 'ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK' },
  { identifier: 'MQ_NO_PUBLIC_ACCESS' },
  { identifier: 'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC' },
  { identifier: 'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED' },
  { identifier: 'S3_BUCKET_PUBLIC_READ_PROHIBITED' },
  { identifier: 'S3_BUCKET_PUBLIC_WRITE_PROHIBITED' },
  { identifier: 'S3_BUCKET_SSL_REQUESTS_ONLY' },
  { identifier: 'S3_BUCKET_VERSIONING_ENABLED' },
  { identifier: 'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED' },
  { identifier: 'BACKUP_RECOVERY_POINT_ENCRYPTED' },
  { identifier: 'BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK' },
];

/** The rules but for those that a region is known to lack: creating an absent rule fails at apply. */
export function configRulesIn(region: string): ConfigRuleDefinition[] {
  const absent = regionFacts(region).configRules?.absent ?? [];
  return CONFIG_RULES.filter(({ identifier }) => !absent.includes(identifier));
}
