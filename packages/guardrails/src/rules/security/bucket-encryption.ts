import { Block } from '../../reading/block.ts';
import { each, mustBeOneOf, mustHave } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const bucketEncryption: Rule = {
  id: 'CKV_AWS_145',
  family: 'security',
  severity: 'high',
  title: 'Every bucket is encrypted under our key, or says why AWS allows none',
  what: 'Every `aws_s3_bucket` has a default encryption of `aws:kms` with a key, or the tag `sse-s3-because`.',
  why: 'A key of ours adds a second lock: who may read the bucket, but not the key, reads nothing.',
  remedy: 'Give PrivateBucket a key. Only where AWS delivers to no KMS bucket, give it a reason.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
  includes: ['CKV_AWS_19'],
  check: each('aws_s3_bucket', (_, bucket, context) => {
    if ('sse-s3-because' in bucket.tagsAll) return undefined;
    const [encryption] = companionsOf(context, bucket, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket');
    if (encryption === undefined) return 'must have an aws_s3_bucket_server_side_encryption_configuration, got none';
    const rule = Block.of(encryption).block('rule').block('apply_server_side_encryption_by_default');
    return (
      mustBeOneOf(rule, 'sse_algorithm', ['aws:kms', 'aws:kms:dsse']) ??
      mustHave(rule, 'kms_master_key_id', 'a key of ours')
    );
  }),
};
