import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const clusterProtected: Rule = {
  id: 'SMILE_CLUSTER_PROTECTED',
  family: 'security',
  severity: 'high',
  title: 'AWS refuses to delete a cluster',
  what: '`deletion_protection` of every `aws_eks_cluster` is true, unless its tags say why it may be deleted.',
  why: 'prevent_destroy stops Terraform only; a call in the wrong account deletes the cluster with everything that runs.',
  remedy: 'Keep deletion protected, or give the reason that both keys ask for.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html',
  check: each('aws_eks_cluster', (cluster, { tagsAll }) =>
    'deletion-allowed-because' in tagsAll ? undefined : mustBe(cluster, 'deletion_protection', true),
  ),
};
