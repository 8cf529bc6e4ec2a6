import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const bucketName: Rule = {
  id: 'SMILE_BUCKET_NAME',
  family: 'semantics',
  severity: 'high',
  title: 'A bucket has a name that S3 takes',
  what: '`bucket` and `bucket_prefix` of every `aws_s3_bucket` have 3 to 63 lower-case letters, digits, dots and hyphens.',
  why: 'Plan accepts Bad_Bucket, S3 refuses it.',
  remedy: 'Take the name from physicalName.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html',
  check: argumentRules('s3-bucket-name', 's3-bucket-prefix'),
};
