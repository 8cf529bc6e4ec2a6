import { each, mustBe, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const clusterAccess: Rule = {
  id: 'SMILE_CLUSTER_ACCESS',
  family: 'security',
  severity: 'high',
  title: 'EKS authentication mode is API: access entries alone grant access',
  what: '`access_config` of every `aws_eks_cluster` has mode API, and its creator is no administrator.',
  why: 'Otherwise whoever ran the first apply is administrator for ever, and a ConfigMap that nobody reviews decides about the others.',
  remedy: 'Use Cluster of @smile/eks.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/access-entries.html',
  check: each('aws_eks_cluster', (cluster) => {
    const access = cluster.block('access_config');
    return [
      mustBeOneOf(access, 'authentication_mode', ['API'], 'CONFIG_MAP'),
      mustBe(access, 'bootstrap_cluster_creator_admin_permissions', false, true),
    ];
  }),
};
