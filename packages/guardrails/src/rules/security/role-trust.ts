import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { isOpen } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const roleTrust: Rule = {
  id: 'CKV_AWS_60',
  family: 'security',
  severity: 'high',
  title: 'No role trusts everybody',
  what: 'No statement of a trust policy allows the AWS principal `*` without a condition, or a whole other account without one.',
  why: 'Everybody with an AWS account could take on the role.',
  remedy: 'Name the role, the service, or the identity provider with its subject.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html',
  includes: ['CKV_AWS_61'],
  check: each('aws_iam_role', (_, role, context) =>
    (policyOf(context, role) ?? [])
      .filter(isOpen)
      .map(({ sid }) => `statement ${sid ?? 'of the trust policy'} must name its principals, got *`),
  ),
};
