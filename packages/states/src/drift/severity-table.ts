/** How much a change outside matters. */
export type Severity = 'high' | 'medium' | 'low';

/** A row of the table: which attributes, how much a change of them matters, and why. */
export interface SeverityRow {
  /** Patterns of resource types; `*` is anything. */
  readonly types: readonly string[];
  /** Patterns of attribute paths without places in lists. @default - every attribute, and that the resource is gone */
  readonly attributes?: readonly string[];
  readonly severity: Severity;
  /** What somebody may gain or lose by the change. */
  readonly because: string;
}

/**
 * What a change outside Terraform means, by type and attribute. The first row that fits counts, so rows for words stand before those for
 * types; what no row names is `medium`.
 *
 * Attributes are those of the AWS provider 5.100, Kubernetes 2.38, Helm 3 and Cloudflare 5.
 */
export const SEVERITIES: readonly SeverityRow[] = [
  {
    types: ['aws_*', 'cloudflare_*'],
    attributes: ['tags.backup', 'tags_all.backup', 'tags["backup"]'],
    severity: 'high',
    because: 'AWS Backup chooses what it backs up by this tag',
  },
  {
    types: ['kubernetes_namespace*'],
    attributes: ['metadata.labels*'],
    severity: 'high',
    because: 'labels of a namespace decide Pod Security, the mesh and which network policies apply',
  },
  {
    types: ['*'],
    attributes: ['tags*', 'tags_all*', '*description', '*comment', 'metadata.labels*', 'metadata.annotations*'],
    severity: 'low',
    because: 'words that nothing decides by',
  },
  {
    types: [
      'aws_security_group*',
      'aws_vpc_security_group_*',
      'aws_network_acl*',
      'aws_default_*',
      'aws_ec2_managed_prefix_list*',
    ],
    severity: 'high',
    because: 'it decides who reaches what on the network',
  },
  {
    types: ['aws_iam_*', 'aws_eks_access_*', 'aws_eks_pod_identity_association', 'aws_eks_identity_provider_config'],
    severity: 'high',
    because: 'it decides who may do what in the account and in the clusters',
  },
  {
    types: ['kubernetes_*role*', 'kubernetes_service_account*', 'kubernetes_validating_*', 'kubernetes_mutating_*'],
    severity: 'high',
    because: 'it decides who may do what in the cluster',
  },
  {
    types: ['kubernetes_network_policy*', 'kubernetes_resource_quota*'],
    severity: 'high',
    because: 'it keeps pods apart',
  },
  {
    types: [
      'aws_kms_*',
      '*_server_side_encryption_configuration',
      'aws_ebs_encryption_by_default',
      'aws_ebs_default_kms_key',
    ],
    severity: 'high',
    because: 'it decides how data is encrypted, and who may decrypt it',
  },
  {
    types: ['*'],
    attributes: [
      '*encrypt*',
      '*kms_*',
      '*ssl_policy',
      '*certificate_arn',
      '*ca_cert_identifier',
      '*minimum_protocol_version',
      '*min_tls_version',
    ],
    severity: 'high',
    because: 'it decides how data is encrypted, at rest or on its way',
  },
  {
    types: ['*'],
    attributes: [
      '*publicly_accessible',
      '*endpoint_public_access',
      '*public_access_cidrs',
      '*map_public_ip_on_launch',
      '*associate_public_ip_address',
      'internal',
      'block_public_*',
      'ignore_public_acls',
      'restrict_public_buckets',
      'acl',
      'proxied',
    ],
    severity: 'high',
    because: 'it decides whether the internet gets in',
  },
  {
    types: [
      'aws_s3_bucket_public_access_block',
      'aws_s3_account_public_access_block',
      'aws_s3_bucket_acl',
      'aws_s3_bucket_ownership_controls',
      'aws_ec2_image_block_public_access',
      'aws_ebs_snapshot_block_public_access',
    ],
    severity: 'high',
    because: 'it decides whether the internet gets in',
  },
  {
    types: ['*'],
    attributes: [
      '*deletion_protection*',
      'enable_deletion_protection',
      'skip_final_snapshot',
      'force_destroy',
      '*backup_retention_period',
      '*snapshot_retention_limit',
      '*recovery_window_in_days',
      '*deletion_window_in_days',
      'versioning_configuration*',
      'multi_az',
      'automatic_failover_enabled',
    ],
    severity: 'high',
    because: 'it protects data from loss',
  },
  {
    types: [
      'aws_backup_*',
      'aws_s3_bucket_versioning',
      'aws_s3_bucket_lifecycle_configuration',
      'aws_s3_bucket_object_lock_configuration',
    ],
    severity: 'high',
    because: 'it protects data from loss',
  },
  {
    types: ['*'],
    attributes: [
      '*policy',
      '*policy_document',
      'assume_role_policy',
      '*policy_arn*',
      'permissions_boundary',
      '*metadata_options*',
      'auth_token*',
      '*password*',
    ],
    severity: 'high',
    because: 'it decides who may do what',
  },
  {
    types: ['aws_*_policy', 'aws_*_policy_attachment', 'aws_lambda_permission', 'aws_ram_*', 'aws_organizations_*'],
    severity: 'high',
    because: 'it decides who may do what',
  },
  {
    types: [
      'aws_cloudtrail*',
      'aws_flow_log',
      'aws_guardduty_*',
      'aws_securityhub_*',
      'aws_config_*',
      'aws_inspector2_*',
      'aws_accessanalyzer_*',
      'aws_s3_bucket_logging',
    ],
    severity: 'high',
    because: 'it records or notices what somebody does',
  },
  {
    types: [
      'aws_cloudwatch_metric_alarm',
      'aws_cloudwatch_composite_alarm',
      'aws_cloudwatch_event_rule',
      'aws_cloudwatch_event_target',
      'aws_sns_topic_subscription',
    ],
    severity: 'high',
    because: 'without it nobody hears of an incident',
  },
  {
    types: [
      'aws_route',
      'aws_route_table*',
      'aws_vpc_endpoint*',
      'aws_internet_gateway*',
      'aws_vpc_peering_*',
      'aws_ec2_transit_gateway*',
      'aws_vpn_*',
    ],
    severity: 'high',
    because: 'it decides which ways lead into and out of the network',
  },
  {
    types: [
      'aws_wafv2_*',
      'aws_shield_*',
      'aws_lb_listener*',
      'aws_lb_trust_store*',
      'aws_apigatewayv2_authorizer',
      'aws_api_gateway_authorizer',
      'cloudflare_ruleset',
      'cloudflare_zone_setting',
      'cloudflare_*_certificate*',
      'cloudflare_authenticated_origin_pulls*',
    ],
    severity: 'high',
    because: 'it decides what the edge lets through',
  },
  {
    types: ['aws_route53_record', 'aws_route53_zone*', 'cloudflare_dns_record', 'cloudflare_zone*'],
    severity: 'high',
    because: 'whoever changes a name takes its traffic',
  },
];

/** What counts for an attribute that no row names. */
export const OTHERWISE = { severity: 'medium', because: 'the code sets it' } as const;

/** When a resource is gone: never low, whatever its attributes are. */
export const GONE = { severity: 'medium', because: 'the resource is gone' } as const;
