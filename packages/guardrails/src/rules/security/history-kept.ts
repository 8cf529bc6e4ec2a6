import { isExpression } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import { policyOf } from '../../reading/policy.ts';
import { isAbout, isForAll } from '../../reading/statement-tests.ts';
import type { Rule } from '../../rule.ts';

export const historyKept: Rule = {
  id: 'SMILE_HISTORY_KEPT',
  family: 'security',
  severity: 'high',
  title: 'Only break-glass deletes object versions of log buckets',
  what: 'The policy of every bucket with audit records, states or transcripts of sessions denies `s3:DeleteObjectVersion` on all objects to everybody whose `aws:PrincipalArn` is not that of break-glass.',
  why: 'Versioning keeps a record from whoever overwrites it, and from nobody who deletes its version.',
  remedy: 'Use PrivateBucket with history that is kept.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html',
  check: each('aws_s3_bucket', (block, bucket, context) => {
    const name = block.text('bucket') ?? '';
    if (!/terraform-state|audit|sessions/.test(name) || name.includes('access')) return undefined;
    const [policy] = companionsOf(context, bucket, 'aws_s3_bucket_policy', 'bucket');
    const statements = policy === undefined ? [] : policyOf(context, policy);
    const isKept = statements?.some(
      (one) =>
        one.effect === 'Deny' &&
        isForAll(one) &&
        isAbout(one, 's3:DeleteObjectVersion') &&
        one.resources.some((resource) => resource === '*' || resource.endsWith('/*')) &&
        one.tests.length === 1 &&
        one.tests.every(
          ({ operator, key, values }) =>
            /^(?:Arn|String)Not(?:Equals|Like)$/.test(operator) &&
            key === 'aws:PrincipalArn' &&
            values.length > 0 &&
            values.every((value) => isExpression(value) || /:role\/[\w*-]*break-glass$/.test(value)),
        ),
    );
    return isKept === false
      ? 'policy must deny s3:DeleteObjectVersion on every object to everybody but break-glass, got no such statement'
      : undefined;
  }),
};
