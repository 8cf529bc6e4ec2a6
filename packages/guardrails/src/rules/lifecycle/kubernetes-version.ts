import { judgeSupport } from '../../reading/support.ts';
import type { Rule } from '../../rule.ts';

export const kubernetesVersion: Rule = {
  id: 'CKV_AWS_339',
  family: 'lifecycle',
  severity: 'high',
  title: 'Kubernetes is a version that EKS supports',
  what: '`version` of every `aws_eks_cluster` is one that EKS has; warned 180 days before its standard support ends, failed 30 days after.',
  why: 'After the end AWS charges six times as much, or upgrades the cluster by itself, with whatever no longer works.',
  remedy: 'Raise the version of the clusters, one minor at a time.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html',
  check: (context) => judgeSupport(context, 'eks'),
};
