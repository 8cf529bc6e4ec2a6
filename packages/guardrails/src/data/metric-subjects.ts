/** What the value of a dimension names, and how. */
export interface MetricSubject {
  /** Name of the dimension. */
  readonly dimension: string;
  /** Namespaces in which it means this. @default - all */
  readonly namespaces?: readonly string[];
  /** How the resource is called in messages. */
  readonly noun: string;
  /** Resource types, each with the attributes that hold the value; indexes are left out. */
  readonly types: Readonly<Record<string, readonly string[]>>;
  /** Attributes that look right and are not, with the reason. @default - none */
  readonly traps?: Readonly<Record<string, string>>;
}

/**
 * Dimensions whose value must name a resource of the same environment. Which attribute holds it: the page of each service in
 * the table of metrics, and the provider's "Attribute Reference", as in
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance#attribute-reference
 */
export const METRIC_SUBJECTS: readonly MetricSubject[] = [
  {
    dimension: 'DBInstanceIdentifier',
    noun: 'database instance',
    types: { aws_db_instance: ['identifier'] },
    traps: { id: 'is its resource id (db-…) since provider version 5', resource_id: 'is db-…', arn: 'is an ARN' },
  },
  {
    dimension: 'CacheClusterId',
    noun: 'cache node',
    types: { aws_elasticache_cluster: ['cluster_id', 'id'], aws_elasticache_replication_group: ['member_clusters'] },
  },
  {
    dimension: 'Broker',
    noun: 'broker',
    types: { aws_mq_broker: ['broker_name'] },
    traps: { id: 'is b-…, not the name', arn: 'is an ARN' },
  },
  {
    dimension: 'LoadBalancer',
    noun: 'load balancer',
    types: { aws_lb: ['arn_suffix'], aws_alb: ['arn_suffix'] },
    traps: { arn: 'is the whole ARN', id: 'is the whole ARN', name: 'is its name', dns_name: 'is its host name' },
  },
  {
    dimension: 'TargetGroup',
    noun: 'target group',
    types: { aws_lb_target_group: ['arn_suffix'], aws_alb_target_group: ['arn_suffix'] },
    traps: { arn: 'is the whole ARN', id: 'is the whole ARN', name: 'is its name' },
  },
  { dimension: 'InstanceId', noun: 'instance', types: { aws_instance: ['id'] } },
  {
    dimension: 'AutoScalingGroupName',
    noun: 'Auto Scaling group',
    types: { aws_autoscaling_group: ['name', 'id'], aws_eks_node_group: ['resources.autoscaling_groups.name'] },
    traps: {
      node_group_name: 'is the name of the node group; EKS names its Auto Scaling group otherwise',
      arn: 'is an ARN',
    },
  },
  { dimension: 'VolumeId', noun: 'volume', types: { aws_ebs_volume: ['id'] } },
  {
    dimension: 'ClusterName',
    noun: 'cluster',
    types: { aws_eks_cluster: ['name', 'id'] },
    traps: { cluster_id: 'is for clusters on Outposts', arn: 'is an ARN' },
  },
  {
    dimension: 'NatGatewayId',
    noun: 'NAT gateway',
    types: { aws_nat_gateway: ['id'] },
    traps: { allocation_id: 'is its address' },
  },
  { dimension: 'VPC Endpoint Id', noun: 'VPC endpoint', types: { aws_vpc_endpoint: ['id'] } },
  { dimension: 'VPC Id', noun: 'VPC', types: { aws_vpc: ['id'] } },
  {
    dimension: 'WebACL',
    noun: 'web ACL',
    types: { aws_wafv2_web_acl: ['visibility_config.metric_name'] },
    traps: {
      name: 'is its name; WAF publishes under visibility_config.metric_name',
      id: 'is its id',
      arn: 'is an ARN',
    },
  },
  {
    dimension: 'HealthCheckId',
    noun: 'health check',
    types: { aws_route53_health_check: ['id'] },
    traps: { arn: 'is an ARN' },
  },
  {
    dimension: 'HostedZoneId',
    noun: 'hosted zone',
    types: { aws_route53_zone: ['zone_id', 'id'] },
    traps: { name: 'is its domain' },
  },
  {
    dimension: 'CertificateArn',
    noun: 'certificate',
    types: { aws_acm_certificate: ['arn', 'id'], aws_acm_certificate_validation: ['certificate_arn', 'id'] },
  },
  { dimension: 'ApiId', noun: 'HTTP API', types: { aws_apigatewayv2_api: ['id'] }, traps: { name: 'is its name' } },
  { dimension: 'ApiName', noun: 'REST API', types: { aws_api_gateway_rest_api: ['name'] }, traps: { id: 'is its id' } },
  {
    dimension: 'BackupVaultName',
    noun: 'backup vault',
    types: { aws_backup_vault: ['name', 'id'] },
    traps: { arn: 'is an ARN' },
  },
  {
    dimension: 'LogGroupName',
    noun: 'log group',
    types: { aws_cloudwatch_log_group: ['name', 'id'] },
    traps: { arn: 'is an ARN' },
  },
  {
    dimension: 'TopicName',
    noun: 'topic',
    types: { aws_sns_topic: ['name'] },
    traps: { arn: 'is an ARN', id: 'is an ARN' },
  },
  {
    dimension: 'RuleName',
    noun: 'event rule',
    types: { aws_cloudwatch_event_rule: ['name', 'id'] },
    traps: { arn: 'is an ARN' },
  },
  { dimension: 'BucketName', noun: 'bucket', types: { aws_s3_bucket: ['bucket', 'id'] }, traps: { arn: 'is an ARN' } },
];
