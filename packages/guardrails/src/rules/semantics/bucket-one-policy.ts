import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const bucketOnePolicy: Rule = {
  id: 'SMILE_BUCKET_ONE_OWNER',
  family: 'semantics',
  severity: 'high',
  title: "One resource owns a bucket's policy, and one its lifecycle",
  what: 'No two `aws_s3_bucket_policy`, and no two `aws_s3_bucket_lifecycle_configuration`, name the same bucket.',
  why: 'Each overwrites the other. The plan is never empty, and now this policy holds, now that.',
  remedy: 'Add statements and rules to the PrivateBucket that makes the bucket.',
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/25939',
  check: each('aws_s3_bucket', (_, bucket, context) =>
    ['aws_s3_bucket_policy', 'aws_s3_bucket_lifecycle_configuration'].flatMap((type) => {
      const found = companionsOf(context, bucket, type, 'bucket');
      return found.length < 2 ? [] : [`must have one ${type}, got ${found.map(({ address }) => address).join(', ')}`];
    }),
  ),
};
