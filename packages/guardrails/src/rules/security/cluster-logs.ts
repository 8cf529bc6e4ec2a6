import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const LOGS = ['api', 'audit', 'authenticator', 'controllerManager', 'scheduler'];

export const clusterLogs: Rule = {
  id: 'CKV_AWS_37',
  family: 'security',
  severity: 'medium',
  title: 'The control plane writes all its logs',
  what: '`enabled_cluster_log_types` of every `aws_eks_cluster` has all five.',
  why: 'Without audit and authenticator, nobody can say who did what in the cluster.',
  remedy: 'Use Cluster of @smile/eks.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html',
  check: each('aws_eks_cluster', (cluster) => {
    if (cluster.isUnknown('enabled_cluster_log_types')) return undefined;
    const missing = LOGS.filter((log) => !cluster.texts('enabled_cluster_log_types').includes(log));
    return missing.length === 0 ? undefined : `enabled_cluster_log_types must have ${missing.join(', ')}`;
  }),
};
