/** A type whose objects others hold on to where Terraform does not see it, or cannot let go of. */
export interface SharedObject {
  readonly type: string;
  /** What does not follow when Terraform makes another object. */
  readonly because: string;
  /** Page that says so. */
  readonly page: string;
}

/**
 * Types whose objects are not to be replaced in place. Target groups have a rule of their own, and what holds data is in
 * `STATEFUL_TYPES`. Left out on purpose: parameter groups, certificates and instance profiles, whose users are in the same
 * stack, are updated in place, and which are made before the old one goes.
 */
export const SHARED_OBJECTS: readonly SharedObject[] = [
  {
    type: 'aws_vpc',
    because: 'interfaces of services stay in the old one, which AWS then refuses to delete',
    page: 'https://docs.aws.amazon.com/vpc/latest/userguide/delete-vpc.html',
  },
  {
    type: 'aws_subnet',
    because: 'interfaces of services stay in the old one, which AWS then refuses to delete',
    page: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-deleting.html',
  },
  {
    type: 'aws_security_group',
    because: 'interfaces that services made stay in the old one, whose rules are gone at once',
    page: 'https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html',
  },
  {
    type: 'aws_ec2_managed_prefix_list',
    because: 'AWS refuses to delete a prefix list that rules of security groups name',
    page: 'https://docs.aws.amazon.com/vpc/latest/userguide/delete-managed-prefix-list.html',
  },
  {
    type: 'aws_db_subnet_group',
    because: 'RDS refuses to delete it under an instance, and restored instances name it',
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBSubnetGroup.html',
  },
  {
    type: 'aws_elasticache_subnet_group',
    because: 'ElastiCache refuses to delete it under a cluster, and a cluster cannot change to another',
    page: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DeleteCacheSubnetGroup.html',
  },
  {
    type: 'aws_cloudwatch_log_group',
    because: 'its history is deleted with it, and services open the old name again without retention or key',
    page: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteLogGroup.html',
  },
  {
    type: 'aws_iam_role',
    because:
      'trust policies, key policies and access entries hold the unique id of the old one, and so do sessions that run',
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids',
  },
  {
    type: 'aws_iam_policy',
    because: 'roles name it as their boundary by its ARN, and IAM refuses to delete what is attached',
    page: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html',
  },
  {
    type: 'aws_lb_trust_store',
    because: 'Elastic Load Balancing refuses to delete it while a listener verifies clients by it',
    page: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DeleteTrustStore.html',
  },
  {
    type: 'aws_sns_topic',
    because: 'its subscriptions go with it, and people have to confirm new ones',
    page: 'https://docs.aws.amazon.com/sns/latest/api/API_DeleteTopic.html',
  },
  {
    type: 'kubernetes_namespace_v1',
    because: 'everything in it goes with it, its claims and Secrets too',
    page: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/',
  },
  {
    type: 'aws_route53_zone',
    because: 'it gets other name servers and no records, while resolvers and the zone above keep the old ones',
    page: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DeleteHostedZone.html',
  },
];
