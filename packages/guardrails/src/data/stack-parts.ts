/** What a stack of a kind holds at least, whatever else is in it. */
export interface StackPart {
  readonly kind: string;
  readonly type: string;
  /** Argument and value of the one that is meant. @default - any of the type */
  readonly argument?: string;
  readonly values?: readonly string[];
  readonly why: string;
}

const parts = (kind: string, why: string, ...types: readonly string[]): readonly StackPart[] =>
  types.map((type) => ({ kind, type, why }));

const each = (
  kind: string,
  type: string,
  argument: string,
  why: string,
  ...values: readonly string[]
): readonly StackPart[] => values.map((value) => ({ kind, type, argument, values: [value], why }));

/** Managed Config rules of the CIS benchmark and the Foundational Security Best Practices that need no configuration of ours. */
const CONFIG_RULES = [
  'ACCESS_KEYS_ROTATED',
  'ACM_CERTIFICATE_EXPIRATION_CHECK',
  'ALB_WAF_ENABLED',
  'CLOUD_TRAIL_CLOUD_WATCH_LOGS_ENABLED',
  'CLOUD_TRAIL_ENABLED',
  'CLOUD_TRAIL_ENCRYPTION_ENABLED',
  'CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED',
  'CMK_BACKING_KEY_ROTATION_ENABLED',
  'DB_INSTANCE_BACKUP_ENABLED',
  'EC2_EBS_ENCRYPTION_BY_DEFAULT',
  'EC2_IMDSV2_CHECK',
  'EC2_INSTANCE_NO_PUBLIC_IP',
  'EKS_SECRETS_ENCRYPTED',
  'ELB_LOGGING_ENABLED',
  'IAM_PASSWORD_POLICY',
  'IAM_POLICY_NO_STATEMENTS_WITH_ADMIN_ACCESS',
  'IAM_USER_NO_POLICIES_CHECK',
  'IAM_USER_UNUSED_CREDENTIALS_CHECK',
  'INCOMING_SSH_DISABLED',
  'MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS',
  'MULTI_REGION_CLOUD_TRAIL_ENABLED',
  'RDS_INSTANCE_DELETION_PROTECTION_ENABLED',
  'RDS_INSTANCE_PUBLIC_ACCESS_CHECK',
  'RDS_LOGGING_ENABLED',
  'RDS_MULTI_AZ_SUPPORT',
  'RDS_STORAGE_ENCRYPTED',
  'ROOT_ACCOUNT_MFA_ENABLED',
  'S3_ACCOUNT_LEVEL_PUBLIC_ACCESS_BLOCKS_PERIODIC',
  'S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED',
  'S3_BUCKET_PUBLIC_READ_PROHIBITED',
  'S3_BUCKET_PUBLIC_WRITE_PROHIBITED',
  'S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED',
  'S3_BUCKET_SSL_REQUESTS_ONLY',
  'S3_BUCKET_VERSIONING_ENABLED',
  'SECRETSMANAGER_ROTATION_ENABLED_CHECK',
  'VPC_DEFAULT_SECURITY_GROUP_CLOSED',
  'VPC_FLOW_LOGS_ENABLED',
  'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS',
  'WAFV2_LOGGING_ENABLED',
];

/**
 * Settings of an account, of which there is one of each and which nothing else names, so that nobody misses one that is left out:
 * CIS AWS Foundations Benchmark 5.0 and the guides of the services.
 */
export const STACK_PARTS: readonly StackPart[] = [
  ...parts(
    'account',
    'the account would have the default of AWS, which is open or off',
    'aws_cloudtrail',
    'aws_config_configuration_recorder',
    'aws_config_configuration_recorder_status',
    'aws_config_delivery_channel',
    'aws_guardduty_detector',
    'aws_guardduty_publishing_destination',
    'aws_inspector2_enabler',
    'aws_securityhub_account',
    'aws_ebs_encryption_by_default',
    'aws_ebs_default_kms_key',
    'aws_ebs_snapshot_block_public_access',
    'aws_ec2_image_block_public_access',
    'aws_ec2_instance_metadata_defaults',
    'aws_ec2_serial_console_access',
    'aws_ecr_registry_scanning_configuration',
    'aws_s3_account_public_access_block',
    'aws_iam_account_password_policy',
    'aws_iam_security_token_service_preferences',
    'aws_backup_vault',
    'aws_backup_plan',
    'aws_backup_region_settings',
    'aws_backup_restore_testing_plan',
    'aws_budgets_budget',
    'aws_sns_topic',
  ),
  ...each(
    'account',
    'aws_accessanalyzer_analyzer',
    'type',
    'nobody sees what is open to others, or used by nobody',
    'ACCOUNT',
    'ACCOUNT_UNUSED_ACCESS',
  ),
  ...each('account', 'aws_config_config_rule', 'source.source_identifier', 'Config does not judge it', ...CONFIG_RULES),
  ...parts(
    'network',
    'the network works, and nobody sees what happens in it',
    'aws_flow_log',
    'aws_default_security_group',
    'aws_default_network_acl',
    'aws_default_route_table',
    'aws_internet_gateway',
    'aws_nat_gateway',
  ),
  ...parts(
    'edge',
    'requests pass uninspected or in clear',
    'aws_wafv2_web_acl',
    'aws_route53_resolver_query_log_config',
    'aws_lb_trust_store',
  ),
  ...each(
    'access',
    'aws_ssm_association',
    'name',
    'hosts keep an old agent, or nobody knows what is installed and missing on them',
    'AWS-UpdateSSMAgent',
    'AWS-GatherSoftwareInventory',
    'AWS-RunPatchBaseline',
  ),
  ...['app-platform', 'data-platform'].flatMap((kind) => [
    ...parts(
      kind,
      'pods start, and have no volumes, priorities or names of Secrets',
      'kubernetes_priority_class_v1',
      'kubernetes_cluster_role_v1',
    ),
    ...each(
      kind,
      'kubernetes_storage_class_v1',
      'metadata.name',
      'claims name it, and wait for it without an end',
      'gp3',
      'gp3-keep',
    ),
  ]),
  ...parts(
    'bootstrap',
    'there is nothing that limits roles, or keeps states',
    'aws_s3_bucket',
    'aws_iam_policy',
    'aws_iam_role',
  ),
];
