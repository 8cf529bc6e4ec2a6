import { each, inCode, mustLack } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const rolePoliciesBeside: Rule = {
  id: 'SMILE_ROLE_INLINE',
  family: 'semantics',
  severity: 'medium',
  title: "A role's policies are resources of their own",
  what: '`managed_policy_arns` and `inline_policy` of every `aws_iam_role` are absent.',
  why: 'Both are deprecated, and take away whatever policy another resource attached.',
  remedy: 'Use aws_iam_role_policy and aws_iam_role_policy_attachment.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role',
  check: inCode(
    each('aws_iam_role', (role) =>
      ['managed_policy_arns', 'inline_policy'].map((name) => mustLack(role, name, 'attach policies by resources')),
    ),
  ),
};
