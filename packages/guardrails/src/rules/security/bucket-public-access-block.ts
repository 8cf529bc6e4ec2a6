import { Block } from '../../reading/block.ts';
import { each, mustBe } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

const SWITCHES = ['block_public_acls', 'block_public_policy', 'ignore_public_acls', 'restrict_public_buckets'];

export const bucketPublicAccessBlock: Rule = {
  id: 'CKV2_AWS_6',
  family: 'security',
  severity: 'high',
  title: 'Every bucket blocks public access',
  what: 'Every `aws_s3_bucket` has an `aws_s3_bucket_public_access_block` with all four switches on.',
  why: 'One careless policy or ACL would otherwise publish what is in the bucket.',
  remedy: 'Use PrivateBucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
  includes: ['CKV_AWS_53', 'CKV_AWS_54', 'CKV_AWS_55', 'CKV_AWS_56'],
  check: each('aws_s3_bucket', (_, bucket, context) => {
    const [block] = companionsOf(context, bucket, 'aws_s3_bucket_public_access_block', 'bucket');
    if (block === undefined) return 'must have an aws_s3_bucket_public_access_block, got none';
    return SWITCHES.map((name) => mustBe(Block.of(block), name, true));
  }),
};
