import { Block } from '../../reading/block.ts';
import { allOf, each, mustBeOneOf } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const bucketOwner: Rule = {
  id: 'CKV2_AWS_65',
  family: 'security',
  severity: 'medium',
  title: 'Access control lists are off',
  what: 'Every `aws_s3_bucket` has an `aws_s3_bucket_ownership_controls` of `BucketOwnerEnforced`, and there is no `aws_s3_bucket_acl`.',
  why: 'An ACL grants access that no policy shows; ACLs also fail at apply on buckets made since April 2023.',
  remedy: 'Use PrivateBucket; grant by policy.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html',
  includes: ['CKV_AWS_20', 'CKV_AWS_57'],
  check: allOf(
    each('aws_s3_bucket_acl', () => 'must not exist; grant by policy'),
    each('aws_s3_bucket', (_, bucket, context) => {
      const [controls] = companionsOf(context, bucket, 'aws_s3_bucket_ownership_controls', 'bucket');
      if (controls === undefined) return 'must have an aws_s3_bucket_ownership_controls, got none';
      return mustBeOneOf(Block.of(controls).block('rule'), 'object_ownership', ['BucketOwnerEnforced']);
    }),
  ),
};
