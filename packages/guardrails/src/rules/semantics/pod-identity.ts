import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const podIdentity: Rule = {
  id: 'SMILE_POD_IDENTITY',
  family: 'semantics',
  severity: 'high',
  title: 'Identities of pods name a namespace and an account that Kubernetes can have',
  what: '`namespace` and `service_account` of every `aws_eks_pod_identity_association`; `url` of every `aws_iam_openid_connect_provider`.',
  why: 'Plan and EKS accept a name that no service account can have; the pods then have no permissions, and nothing says why.',
  remedy: 'Use PodIdentity of @smile/eks.',
  source: 'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreatePodIdentityAssociation.html',
  check: argumentRules('eks-pod-identity-namespace', 'eks-pod-identity-service-account', 'openid-provider-url'),
};
