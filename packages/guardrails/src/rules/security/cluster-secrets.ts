import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const clusterSecrets: Rule = {
  id: 'CKV_AWS_58',
  family: 'security',
  severity: 'high',
  title: 'Kubernetes secrets are encrypted under our key',
  what: '`encryption_config` of every `aws_eks_cluster` covers `secrets` with a key.',
  why: 'Whoever reads a backup of etcd would read every secret. It can never be taken back or changed to another key.',
  remedy: 'Use Cluster of @smile/eks.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html',
  check: each('aws_eks_cluster', (cluster) => {
    const encryption = cluster.block('encryption_config');
    if (!encryption.has('resources')) return 'encryption_config must cover secrets, got nothing';
    return encryption.texts('resources').includes('secrets')
      ? mustHave(encryption.block('provider'), 'key_arn', 'a key of ours')
      : 'encryption_config must cover secrets';
  }),
};
