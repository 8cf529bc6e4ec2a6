import { each, inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

const IGNORED = ['bootstrap_self_managed_addons', 'bootstrap_cluster_creator_admin_permissions'];

export const clusterBootstrap: Rule = {
  id: 'SMILE_CLUSTER_BOOTSTRAP',
  family: 'semantics',
  severity: 'high',
  title: 'EKS clusters ignore changes of bootstrap arguments',
  what: "Every `aws_eks_cluster` ignores changes of `bootstrap_self_managed_addons` and of the creator's permissions.",
  why: 'AWS does not tell either afterwards. An import, or a change of the value, replaces the cluster.',
  remedy: 'Use Cluster of @smile/eks.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/39058',
  check: inCode(
    each('aws_eks_cluster', (_, { lifecycle }) =>
      IGNORED.filter(
        (name) => !lifecycle.ignoreChanges.some((ignored) => ignored.includes(name) || ignored === 'all'),
      ).map((name) => `lifecycle must ignore changes of ${name}`),
    ),
  ),
};
