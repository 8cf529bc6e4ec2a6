import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { conditionKeys } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const roleFederation: Rule = {
  id: 'SMILE_ROLE_FEDERATION',
  family: 'security',
  severity: 'high',
  title: 'A role for an identity provider names the subjects that may take it on',
  what: 'A trust statement for a federated principal has a condition on the `sub` of the token.',
  why: 'Otherwise every job of the whole Jenkins or cluster may take on the role.',
  remedy: 'Add a condition on <issuer>:sub.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
  check: each('aws_iam_role', (_, role, context) =>
    (policyOf(context, role) ?? [])
      .filter(
        ({ effect, principals, actions }) =>
          effect === 'Allow' &&
          actions.includes('sts:AssumeRoleWithWebIdentity') &&
          principals.some(({ type }) => type === 'Federated'),
      )
      .filter((statement) => !conditionKeys(statement).some((key) => key.endsWith(':sub')))
      .map(
        ({ sid }) => `statement ${sid ?? 'of the trust policy'} must have a condition on the subject (…:sub), got none`,
      ),
  ),
};
