import { each } from '../../reading/checks.ts';
import { waitsFor } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const clusterLogGroup: Rule = {
  id: 'SMILE_CLUSTER_LOG_GROUP',
  family: 'semantics',
  severity: 'medium',
  title: 'The log group of a cluster is there before the cluster',
  what: 'Every `aws_eks_cluster` with logs depends on an `aws_cloudwatch_log_group`.',
  why: 'EKS would make the group itself, kept for ever and unencrypted, and ours would fail because it exists.',
  remedy: 'Use Cluster of @smile/eks.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
  check: each('aws_eks_cluster', (cluster, resource, context) =>
    cluster.has('enabled_cluster_log_types') && !waitsFor(context, resource, 'aws_cloudwatch_log_group')
      ? 'must depend on its aws_cloudwatch_log_group'
      : undefined,
  ),
};
