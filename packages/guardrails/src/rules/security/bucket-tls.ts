import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import { policyOf } from '../../reading/policy.ts';
import type { Rule } from '../../rule.ts';

export const bucketTls: Rule = {
  id: 'SMILE_BUCKET_TLS',
  family: 'security',
  severity: 'high',
  title: 'Every bucket refuses requests without TLS',
  what: 'Every `aws_s3_bucket` has a policy that denies everything when `aws:SecureTransport` is false.',
  why: 'S3 also answers over plain HTTP, which shows objects and signatures to the network.',
  remedy: 'Use PrivateBucket.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html',
  check: each('aws_s3_bucket', (_, bucket, context) => {
    const [policy] = companionsOf(context, bucket, 'aws_s3_bucket_policy', 'bucket');
    if (policy === undefined) return 'must have an aws_s3_bucket_policy, got none';
    const statements = policyOf(context, policy);
    return statements?.some(
      ({ effect, conditions }) => effect === 'Deny' && conditions.includes('aws:SecureTransport'),
    ) === false
      ? 'policy must deny requests without aws:SecureTransport, got no such statement'
      : undefined;
  }),
};
