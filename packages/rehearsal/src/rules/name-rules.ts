import type { ArgumentRule } from './argument-rule.ts';
import { all, length, matching } from './checks.ts';

const PROVIDER = 'provider schema validation, hashicorp/aws 6.25.0';

/** Lengths and forms of names. The prefix limits leave room for the 26 characters that the provider appends. */
export const NAME_RULES: readonly ArgumentRule[] = [
  {
    id: 'load-balancer-name',
    types: ['aws_lb', 'aws_alb', 'aws_lb_target_group', 'aws_alb_target_group'],
    path: 'name',
    check: all(
      length(1, 32),
      matching(
        /^(?!internal-)[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/,
        'letters, digits and inner hyphens, not starting with internal-',
      ),
    ),
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html',
  },
  {
    id: 'load-balancer-name-prefix',
    types: ['aws_lb', 'aws_alb', 'aws_lb_target_group', 'aws_alb_target_group'],
    path: 'name_prefix',
    check: length(1, 6),
    source: PROVIDER,
  },
  {
    id: 'iam-role-name',
    types: ['aws_iam_role'],
    path: 'name',
    check: all(length(1, 64), matching(/^[\w+=,.@-]+$/, 'letters, digits and _+=,.@-')),
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
  },
  { id: 'iam-role-name-prefix', types: ['aws_iam_role'], path: 'name_prefix', check: length(1, 38), source: PROVIDER },
  {
    id: 'iam-policy-name',
    types: ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_instance_profile'],
    path: 'name',
    check: all(length(1, 128), matching(/^[\w+=,.@-]+$/, 'letters, digits and _+=,.@-')),
    source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html',
  },
  {
    id: 'node-group-name',
    types: ['aws_eks_node_group'],
    path: 'node_group_name',
    check: length(1, 63),
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html',
  },
  {
    id: 'node-group-name-prefix',
    types: ['aws_eks_node_group'],
    path: 'node_group_name_prefix',
    check: length(1, 37),
    source: PROVIDER,
  },
  {
    id: 'eks-cluster-name',
    types: ['aws_eks_cluster'],
    path: 'name',
    check: all(length(1, 100), matching(/^[0-9A-Za-z][A-Za-z0-9_-]*$/, 'letters, digits, hyphens and underscores')),
    source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  },
  {
    id: 'launch-template-name-prefix',
    types: ['aws_launch_template'],
    path: 'name_prefix',
    check: length(1, 99),
    source: PROVIDER,
  },
  {
    id: 'replication-group-id',
    types: ['aws_elasticache_replication_group'],
    path: 'replication_group_id',
    check: all(
      length(1, 40),
      matching(
        /^[a-zA-Z](?!.*--)[a-zA-Z0-9-]*(?<!-)$/,
        'a letter, then letters, digits and single hyphens, not ending with a hyphen',
      ),
    ),
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  },
  {
    id: 'db-identifier',
    types: ['aws_db_instance'],
    path: 'identifier',
    check: all(
      length(1, 63),
      matching(
        /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
        'a lower-case letter, then lower-case letters, digits and single hyphens',
      ),
    ),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  },
  {
    id: 'mq-broker-name',
    types: ['aws_mq_broker'],
    path: 'broker_name',
    check: all(length(1, 50), matching(/^[0-9A-Za-z_-]+$/, 'letters, digits, hyphens and underscores')),
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html',
  },
  {
    id: 'mq-user-name',
    types: ['aws_mq_broker'],
    path: 'user.username',
    check: all(length(2, 100), matching(/^(?!guest$)[A-Za-z0-9_.~-]+$/, 'letters, digits and -._~, and not guest')),
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers-broker-id-users-username.html',
  },
  {
    id: 'backup-vault-name',
    types: ['aws_backup_vault'],
    path: 'name',
    check: all(length(2, 50), matching(/^[0-9A-Za-z_-]+$/, 'letters, digits, hyphens and underscores')),
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html',
  },
  {
    id: 'trail-name',
    types: ['aws_cloudtrail'],
    path: 'name',
    check: length(3, 128),
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html',
  },
  {
    id: 's3-bucket-name',
    types: ['aws_s3_bucket'],
    path: 'bucket',
    check: all(
      length(3, 63),
      matching(
        /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*\.\.)(?!(?:\d+\.){3}\d+$)[a-z0-9][a-z0-9.-]*[a-z0-9](?<!-s3alias|--ol-s3)$/,
        'lower-case letters, digits, dots and hyphens, starting and ending with a letter or digit',
      ),
    ),
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  },
  {
    id: 's3-bucket-prefix',
    types: ['aws_s3_bucket'],
    path: 'bucket_prefix',
    check: length(0, 37),
    source: PROVIDER,
  },
  {
    id: 'security-group-name',
    types: ['aws_security_group'],
    path: 'name',
    check: all(length(1, 255), matching(/^(?!sg-)/, 'a name that does not start with sg-')),
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html',
  },
  {
    id: 'security-group-name-prefix',
    types: ['aws_security_group'],
    path: 'name_prefix',
    check: all(length(1, 100), matching(/^(?!sg-)/, 'a prefix that does not start with sg-')),
    source: PROVIDER,
  },
  {
    id: 'kms-alias-name',
    types: ['aws_kms_alias'],
    path: 'name',
    check: matching(/^alias\/(?!aws\/)[a-zA-Z0-9/_-]+$/, 'alias/ and then letters, digits and /_-, but not alias/aws/'),
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html',
  },
];
