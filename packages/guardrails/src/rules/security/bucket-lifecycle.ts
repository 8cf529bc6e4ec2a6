import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const bucketLifecycle: Rule = {
  id: 'CKV2_AWS_61',
  family: 'security',
  severity: 'medium',
  title: 'Every bucket says how long it keeps what is in it',
  what: 'Every `aws_s3_bucket` has an `aws_s3_bucket_lifecycle_configuration` that ends unfinished uploads.',
  why: 'Parts of unfinished uploads are invisible, are kept for ever, and cost as much as objects.',
  remedy: 'Use PrivateBucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
  includes: ['CKV_AWS_300'],
  check: each('aws_s3_bucket', (_, bucket, context) => {
    const [lifecycle] = companionsOf(context, bucket, 'aws_s3_bucket_lifecycle_configuration', 'bucket');
    if (lifecycle === undefined) return 'must have an aws_s3_bucket_lifecycle_configuration, got none';
    const rules = Block.of(lifecycle).blocks('rule');
    return rules.some((rule) => rule.has('abort_incomplete_multipart_upload'))
      ? undefined
      : 'a lifecycle rule must have abort_incomplete_multipart_upload, got none';
  }),
};
