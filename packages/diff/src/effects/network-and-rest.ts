import type { EffectRow } from './effect-row.ts';

const TRACKING = 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/security-group-connection-tracking.html';
const NACL = 'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html';
const ROUTES = 'https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html';
const TARGETS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html';
const LISTENERS = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-listeners.html';
const BALANCERS =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html';
const IAM =
  'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency';
const TAGS = 'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html';
const BUCKET_LIFECYCLE =
  'https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-set-lifecycle-configuration-intro.html';
const BUCKETS = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel';
const LOG_RETENTION =
  'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html';
const ALARMS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html';
const DNS = 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values-basic.html';
const WAF = 'https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-editing.html';
const BACKUP = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/updating-a-backup-plan.html';
const ECR = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html';
const CLOUDFLARE = 'https://developers.cloudflare.com/dns/manage-dns-records/reference/ttl/';

/** A row whose change takes effect at once and interrupts nothing. */
function quiet(types: readonly string[], names: readonly string[], what: string, source: string): EffectRow {
  return { types, arguments: names, when: 'at once', down: 'no', what, source };
}

/** Networks, load balancers, names, permissions, storage, watching. */
export const NETWORK_AND_OTHER_EFFECTS: readonly EffectRow[] = [
  quiet(
    ['aws_security_group', 'aws_vpc_security_group_egress_rule', 'aws_vpc_security_group_ingress_rule'],
    ['*'],
    'holds for new connections; those that are tracked go on until they end',
    TRACKING,
  ),
  {
    types: ['aws_network_acl', 'aws_network_acl_rule', 'aws_default_network_acl'],
    arguments: ['*'],
    when: 'at once',
    down: 'briefly',
    what: 'without tracking: what is closed is cut, open connections too',
    source: NACL,
  },
  {
    types: ['aws_route', 'aws_route_table', 'aws_default_route_table'],
    arguments: ['*'],
    when: 'at once',
    down: 'briefly',
    what: 'traffic takes the new way at once; connections through a NAT gateway that it leaves are cut',
    source: ROUTES,
  },
  quiet(
    ['aws_vpc_endpoint'],
    ['policy', 'security_group_ids', 'subnet_ids'],
    'the endpoint stays; addresses in subnets that leave it are gone',
    'https://docs.aws.amazon.com/vpc/latest/privatelink/interface-endpoints.html',
  ),
  quiet(
    ['aws_lb_target_group'],
    ['deregistration_delay', 'health_check', 'load_balancing_algorithm_type', 'slow_start', 'stickiness'],
    'targets stay registered; a health check that they fail takes them out',
    TARGETS,
  ),
  quiet(['aws_lb_listener', 'aws_lb_listener_rule'], ['*'], 'holds for new requests; connections stay', LISTENERS),
  quiet(
    ['aws_lb'],
    [
      'access_logs',
      'connection_logs',
      'enable_deletion_protection',
      'idle_timeout',
      'security_groups',
      'drop_invalid_header_fields',
      'desync_mitigation_mode',
    ],
    'the balancer stays; its security groups hold for new connections',
    BALANCERS,
  ),
  quiet(
    [
      'aws_iam_policy',
      'aws_iam_role',
      'aws_iam_role_policy',
      'aws_iam_role_policy_attachment',
      'aws_iam_instance_profile',
      'aws_kms_alias',
      'aws_kms_key',
      'aws_s3_bucket_policy',
      'aws_sns_topic_policy',
      'aws_ecr_repository_policy',
    ],
    ['*'],
    'holds within seconds to minutes, not everywhere at the same moment',
    IAM,
  ),
  {
    types: ['aws_s3_bucket_lifecycle_configuration'],
    arguments: ['*'],
    when: 'within days',
    down: 'no',
    what: 'S3 looks at objects once a day, and deletes what is due within days',
    source: BUCKET_LIFECYCLE,
  },
  quiet(
    [
      'aws_s3_bucket_public_access_block',
      'aws_s3_bucket_server_side_encryption_configuration',
      'aws_s3_bucket_versioning',
      'aws_s3_bucket_logging',
      'aws_s3_object',
      'aws_s3_bucket_ownership_controls',
    ],
    ['*'],
    'holds for new requests; objects that are there stay as they are',
    BUCKETS,
  ),
  {
    types: ['aws_cloudwatch_log_group'],
    arguments: ['retention_in_days'],
    when: 'within days',
    down: 'no',
    what: 'entries that are too old are deleted within three days, and do not come back',
    source: LOG_RETENTION,
  },
  quiet(['aws_cloudwatch_log_group'], ['kms_key_id'], 'holds for new entries', LOG_RETENTION),
  quiet(
    ['aws_cloudwatch_metric_alarm', 'aws_cloudwatch_dashboard', 'aws_cloudwatch_log_metric_filter'],
    ['*'],
    'holds at the next evaluation',
    ALARMS,
  ),
  quiet(['aws_route53_record'], ['*'], 'resolvers keep the former answer for its time to live', DNS),
  quiet(['aws_wafv2_web_acl', 'aws_wafv2_web_acl_association'], ['*'], 'reaches every balancer within minutes', WAF),
  quiet(
    ['aws_backup_plan', 'aws_backup_selection'],
    ['*'],
    'holds for backups from now on; those that are there stay',
    BACKUP,
  ),
  {
    types: ['aws_ecr_lifecycle_policy'],
    arguments: ['*'],
    when: 'within days',
    down: 'no',
    what: 'images that are due go within a day',
    source: ECR,
  },
  quiet(
    ['cloudflare_dns_record', 'cloudflare_ruleset', 'cloudflare_zone_setting'],
    ['*'],
    'holds within seconds; resolvers keep the former answer for its time to live',
    CLOUDFLARE,
  ),
  {
    types: ['*'],
    arguments: ['tags', 'tags_all'],
    when: 'at once',
    down: 'no',
    what: 'labels alone; what finds things by tags follows',
    source: TAGS,
  },
];
