import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { isOpen } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const imagesPrivate: Rule = {
  id: 'CKV_AWS_32',
  family: 'security',
  severity: 'high',
  title: 'No repository is open to everybody',
  what: 'No statement of an `aws_ecr_repository_policy` allows the principal `*`.',
  why: 'Everybody with an AWS account could pull, or push, what our clusters run.',
  remedy: 'Name the accounts in pulledByAccounts of the environment.',
  source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html',
  check: each('aws_ecr_repository_policy', (_, policy, context) =>
    (policyOf(context, policy) ?? [])
      .filter(isOpen)
      .map(({ sid, actions }) => `statement ${sid ?? actions.join(', ')} must name its principals, got *`),
  ),
};
