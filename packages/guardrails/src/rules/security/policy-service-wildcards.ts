import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { conditionKeys } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

const POLICIES = ['aws_iam_policy', 'aws_iam_role_policy', 'aws_iam_user_policy', 'aws_iam_group_policy'];

export const policyServiceWildcards: Rule = {
  id: 'SMILE_POLICY_WILDCARD',
  family: 'security',
  severity: 'medium',
  title: 'No policy gives a whole service on everything',
  what: 'No statement of a managed or inline policy allows `<service>:*` on resource `*`.',
  why: 'Such a policy also deletes, and shares with other accounts.',
  remedy: 'List the actions, or the resources.',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html',
  includes: ['CKV_AWS_355'],
  check: each(POLICIES, (_, policy, context) =>
    (policyOf(context, policy) ?? [])
      .filter((one) => one.effect === 'Allow' && one.resources.includes('*') && conditionKeys(one).length === 0)
      .flatMap(({ sid, actions }) =>
        actions
          .filter((action) => /^[a-z0-9-]+:\*$/.test(action))
          .map((action) => `statement ${sid ?? 'without sid'} must list its actions or resources, got ${action} on *`),
      ),
  ),
};
