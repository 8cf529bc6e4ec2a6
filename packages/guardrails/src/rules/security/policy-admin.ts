import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import type { Rule } from '../../rule.ts';

const POLICIES = ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'];

export const policyAdmin: Rule = {
  id: 'CKV_AWS_62',
  family: 'security',
  severity: 'high',
  title: 'No policy gives everything',
  what: 'No statement of a managed or inline policy allows action `*`.',
  why: 'Whoever gets at the role owns the account, audit records included.',
  remedy: 'List the actions; grant them with the grant methods of the constructs.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  includes: ['CKV_AWS_1', 'CKV_AWS_49', 'CKV_AWS_63'],
  check: each(POLICIES, (_, policy, context) =>
    (policyOf(context, policy) ?? [])
      .filter(({ effect, actions }) => effect === 'Allow' && actions.includes('*'))
      .map(
        ({ sid, resources }) =>
          `statement ${sid ?? 'without sid'} must list its actions, got * on ${resources.join(', ')}`,
      ),
  ),
};
