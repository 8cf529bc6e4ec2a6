import { each } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const bucketAccessLogs: Rule = {
  id: 'CKV_AWS_18',
  family: 'security',
  severity: 'medium',
  title: 'S3 server access logging is on',
  what: 'Every `aws_s3_bucket` has an `aws_s3_bucket_logging`, the access-log bucket itself apart.',
  why: 'After a leak nobody can say which objects were read.',
  remedy: "Give PrivateBucket accessLogs, or waive the rule where the bucket's readers are known otherwise.",
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerLogs.html',
  check: each('aws_s3_bucket', (_, bucket, context) => {
    const loggings = context.resources('aws_s3_bucket_logging');
    const isTarget = loggings.some((logging) =>
      targetsOf(context, logging, 'target_bucket', 'aws_s3_bucket').includes(bucket),
    );
    const isLogged = companionsOf(context, bucket, 'aws_s3_bucket_logging', 'bucket').length > 0;
    return isTarget || isLogged ? undefined : 'must have an aws_s3_bucket_logging, got none';
  }),
};
