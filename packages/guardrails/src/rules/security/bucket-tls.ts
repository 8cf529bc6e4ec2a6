import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import { policyOf, type Statement } from '../../reading/policy.ts';
import { conditionKeys } from '../../reading/statement-tests.ts';
import { coversBucket, denies, WITH_OLD_TLS, WITHOUT_TLS } from '../../reading/tls-denial.ts';
import type { Rule } from '../../rule.ts';

/** A read, a write, a listing and a setting: whoever denies these alone denies `s3:*`. */
const PROBES = ['s3:GetObject', 's3:PutObject', 's3:ListBucket', 's3:PutBucketPolicy', 's3:DeleteObjectVersion'];

export const bucketTls: Rule = {
  id: 'SMILE_BUCKET_TLS',
  family: 'security',
  severity: 'high',
  title: 'Every bucket refuses requests without TLS',
  what: 'Every `aws_s3_bucket` has a policy that denies everything, on the bucket and on its objects, to everybody, when `aws:SecureTransport` is false, under no other condition; a denial of old versions of TLS denies those below 1.2.',
  why: 'S3 also answers over plain HTTP, which shows objects and signatures to the network. A denial of one action, of the bucket alone or under a second condition looks the same and lets requests through.',
  remedy: 'Use PrivateBucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  check: each('aws_s3_bucket', (_, bucket, context) => {
    const [policy] = companionsOf(context, bucket, 'aws_s3_bucket_policy', 'bucket');
    if (policy === undefined) return 'must have an aws_s3_bucket_policy, got none';
    const statements = policyOf(context, policy);
    return statements === undefined ? undefined : [withoutTls(statements), oldTls(statements)];
  }),
};

function withoutTls(statements: readonly Statement[]): string | undefined {
  if (statements.some((one) => denies(one, WITHOUT_TLS, PROBES) && coversBucket(one))) return undefined;
  const isMentioned = statements.some(
    (one) => one.effect === 'Deny' && conditionKeys(one).includes('aws:SecureTransport'),
  );
  return isMentioned
    ? 'policy must deny s3:* on the bucket and its objects to everybody when aws:SecureTransport is false, got a denial of less'
    : 'policy must deny requests without aws:SecureTransport, got no such statement';
}

function oldTls(statements: readonly Statement[]): string | undefined {
  const about = statements.filter((one) => conditionKeys(one).includes('s3:TlsVersion'));
  return about.length === 0 || about.some((one) => denies(one, WITH_OLD_TLS, PROBES) && coversBucket(one))
    ? undefined
    : 'policy must deny s3:* on the bucket and its objects to everybody when s3:TlsVersion is below 1.2, got a denial of less';
}
