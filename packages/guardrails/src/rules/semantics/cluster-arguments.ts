import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const clusterArguments: Rule = {
  id: 'SMILE_CLUSTER_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: 'A cluster has arguments that EKS takes',
  what: 'Version, logs, authentication mode, support type, encrypted resources, endpoints and ranges of every `aws_eks_cluster`.',
  why: 'Plan accepts a typing error, EKS refuses it.',
  remedy: 'Use Cluster of @smile/eks.',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html',
  check: argumentRules(
    'eks-log-types',
    'eks-authentication-mode',
    'eks-cluster-version',
    'eks-support-type',
    'eks-encrypted-resources',
    'eks-endpoint-access',
    'eks-public-access-cidrs',
    'eks-service-cidr',
  ),
};
