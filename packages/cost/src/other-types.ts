/** Types that AWS bills and whose price is not known; they are counted by environment, and listed. */
export const UNPRICED_TYPES: Readonly<
  Record<string, { readonly service: string; readonly what: string; readonly why: string }>
> = {
  aws_lb_trust_store: {
    service: 'Elastic Load Balancing',
    what: 'trust stores',
    why: 'by the hour for each balancer, and no price was found',
  },
  aws_sns_topic: { service: 'SNS', what: 'topics', why: 'by messages and mails, and no price was found' },
  aws_flow_log: {
    service: 'CloudWatch',
    what: 'flow logs into S3 as Parquet',
    why: 'by GB delivered, and no price was found',
  },
  aws_backup_restore_testing_plan: {
    service: 'Backup',
    what: 'restore tests',
    why: 'by test and by what runs meanwhile, and no price was found',
  },
  aws_apigatewayv2_api: { service: 'API Gateway', what: 'APIs', why: 'by requests, and no price was found' },
  aws_lambda_function: { service: 'Lambda', what: 'functions', why: 'by requests and time, and no price was found' },
  aws_sqs_queue: { service: 'SQS', what: 'queues', why: 'by requests, and no price was found' },
  aws_dynamodb_table: { service: 'DynamoDB', what: 'tables', why: 'by requests and storage, and no price was found' },
  cloudflare_zone_dnssec: { service: 'Cloudflare', what: 'plans of zones', why: 'by the contract with Cloudflare' },
};

/** Types whose price depends on an argument. */
export const ANALYZERS_OF_UNUSED_ACCESS = {
  service: 'IAM Access Analyzer',
  what: 'analyzers of unused access',
  why: 'by role and user, and no price was found',
} as const;

/** Types without a price of their own. */
interface FreeRow {
  /** A type, or the beginning of types before `*`. */
  readonly types: readonly string[];
  readonly why: string;
  readonly source: string;
}

/** What costs nothing, or is billed with something that is priced elsewhere. */
export const FREE_TYPES: readonly FreeRow[] = [
  {
    types: ['aws_iam_*'],
    why: 'IAM is not charged for',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction.html',
  },
  {
    types: ['aws_acm_certificate', 'aws_acm_certificate_validation'],
    why: 'certificates that balancers use are free',
    source: 'https://aws.amazon.com/certificate-manager/pricing',
  },
  {
    types: [
      'aws_vpc',
      'aws_vpc_security_group_*',
      'aws_subnet',
      'aws_route',
      'aws_route_table*',
      'aws_security_group*',
      'aws_network_acl*',
      'aws_default_*',
      'aws_internet_gateway',
      'aws_ec2_managed_prefix_list',
      'aws_vpc_dhcp_*',
    ],
    why: 'a VPC is free; what is in it is not',
    source: 'https://aws.amazon.com/vpc/pricing',
  },
  {
    types: ['aws_lb_listener*', 'aws_lb_target_group*'],
    why: 'part of the load balancer',
    source: 'https://aws.amazon.com/elasticloadbalancing/pricing',
  },
  {
    types: [
      'aws_ebs_default_kms_key',
      'aws_ebs_encryption_by_default',
      'aws_ebs_snapshot_block_public_access',
      'aws_ec2_image_block_public_access',
      'aws_ec2_instance_metadata_defaults',
      'aws_ec2_serial_console_access',
      'aws_volume_attachment',
      'aws_launch_template',
      'aws_autoscaling_group_tag',
    ],
    why: 'settings; instances and volumes are billed',
    source: 'https://aws.amazon.com/ec2/pricing/on-demand',
  },
  {
    types: ['aws_eks_access_*', 'aws_eks_addon', 'aws_eks_pod_identity_association'],
    why: 'part of the cluster',
    source: 'https://aws.amazon.com/eks/pricing',
  },
  {
    types: ['aws_db_parameter_group', 'aws_db_subnet_group', 'aws_db_event_subscription'],
    why: 'settings of RDS',
    source: 'https://aws.amazon.com/rds/mysql/pricing',
  },
  {
    types: ['aws_elasticache_parameter_group', 'aws_elasticache_subnet_group'],
    why: 'settings of ElastiCache',
    source: 'https://aws.amazon.com/elasticache/pricing',
  },
  {
    types: ['aws_s3_*'],
    why: 'settings; storage and requests of buckets are in the assumptions about use',
    source: 'https://aws.amazon.com/s3/pricing',
  },
  {
    types: ['aws_ecr_*'],
    why: 'storage of the registry is in the assumptions about use',
    source: 'https://aws.amazon.com/ecr/pricing',
  },
  { types: ['aws_kms_alias'], why: 'keys are billed', source: 'https://aws.amazon.com/kms/pricing' },
  {
    types: ['aws_secretsmanager_secret_*'],
    why: 'secrets are billed',
    source: 'https://aws.amazon.com/secrets-manager/pricing',
  },
  {
    types: ['aws_cloudwatch_log_group'],
    why: 'logs are in the assumptions about use',
    source: 'https://aws.amazon.com/cloudwatch/pricing',
  },
  {
    types: ['aws_cloudwatch_event_*'],
    why: 'events of AWS services on the default bus are free',
    source: 'https://aws.amazon.com/eventbridge/pricing',
  },
  {
    types: ['aws_route53_record', 'aws_route53_resolver_query_log_config*'],
    why: 'zones, queries and logs are billed',
    source: 'https://aws.amazon.com/route53/pricing',
  },
  {
    types: ['aws_wafv2_web_acl_*'],
    why: 'web ACLs, rules and requests are billed',
    source: 'https://aws.amazon.com/waf/pricing',
  },
  {
    types: [
      'aws_config_*',
      'aws_cloudtrail',
      'aws_guardduty_detector',
      'aws_guardduty_publishing_destination',
      'aws_securityhub_*',
      'aws_backup_*',
    ],
    why: 'billed by use, which is in the assumptions',
    source: 'https://docs.aws.amazon.com/whitepapers/latest/how-aws-pricing-works/how-aws-pricing-works.html',
  },
  {
    types: ['aws_budgets_budget'],
    why: 'budgets without actions are free',
    source: 'https://aws.amazon.com/aws-cost-management/aws-budgets/pricing',
  },
  { types: ['aws_sns_topic_*'], why: 'topics are billed', source: 'https://aws.amazon.com/sns/pricing' },
  {
    types: ['aws_ssm_*'],
    why: 'standard parameters, sessions and patching of instances are free',
    source: 'https://aws.amazon.com/systems-manager/pricing',
  },
  { types: ['cloudflare_*'], why: 'in the plan of the zone', source: 'https://www.cloudflare.com/plans' },
  {
    types: ['kubernetes_*'],
    why: 'runs on nodes and disks, which are billed',
    source: 'https://aws.amazon.com/eks/pricing',
  },
];

/** Whether a type has no price of its own. */
export function isFree(type: string): boolean {
  return FREE_TYPES.some(({ types }) =>
    types.some((pattern) => (pattern.endsWith('*') ? type.startsWith(pattern.slice(0, -1)) : type === pattern)),
  );
}
