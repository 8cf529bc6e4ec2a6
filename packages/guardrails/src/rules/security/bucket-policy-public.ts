import { each } from '../../reading/checks.ts';
import { policyOf } from '../../reading/policy.ts';
import { isOpen } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const bucketPolicyPublic: Rule = {
  id: 'CKV_AWS_70',
  family: 'security',
  severity: 'high',
  title: 'No bucket lets everybody do anything',
  what: 'No statement of an `aws_s3_bucket_policy` allows the principal `*` without a condition.',
  why: 'Everybody with an AWS account could read or write the bucket.',
  remedy: 'Name the role or the service, or restrict the statement by a condition.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html',
  check: each('aws_s3_bucket_policy', (_, policy, context) =>
    (policyOf(context, policy) ?? [])
      .filter(isOpen)
      .map(({ sid, actions }) => `statement ${sid ?? actions.join(', ')} must name its principals, got *`),
  ),
};
