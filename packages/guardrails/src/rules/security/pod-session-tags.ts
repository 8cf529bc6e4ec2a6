import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const podSessionTags: Rule = {
  id: 'SMILE_POD_SESSION_TAGS',
  family: 'security',
  severity: 'high',
  title: 'EKS Pod Identity sets session tags',
  what: '`disable_session_tags` of every `aws_eks_pod_identity_association` is off.',
  why: 'Trust policies tell pods apart by these tags. Without them the agents of Jenkins are locked out, or a trust is widened until it works.',
  remedy: 'Leave disable_session_tags out.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html',
  check: each('aws_eks_pod_identity_association', (block) => mustBe(block, 'disable_session_tags', false)),
};
