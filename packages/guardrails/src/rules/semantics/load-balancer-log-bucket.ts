import { findRegionFacts } from '@smile/core';
import { policyAt, type Resource } from '@smile/inventory';
import { evaluate, hole, type Principal, UNKNOWN_KEY } from '@smile/policy';
import { Block } from '../../reading/block.ts';
import { each, mustBeOneOf } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext } from '../../rule.ts';

/** The service that delivers logs in regions opened since August 2022, and perhaps in older ones. */
const SERVICE = 'logdelivery.elasticloadbalancing.amazonaws.com';

function encryptionProblems(context: RuleContext, bucket: Resource): readonly string[] {
  return companionsOf(context, bucket, 'aws_s3_bucket_server_side_encryption_configuration', 'bucket').flatMap(
    (encryption) => {
      const rule = Block.of(encryption).block('rule').block('apply_server_side_encryption_by_default');
      return mustBeOneOf(rule, 'sse_algorithm', ['AES256']) ?? [];
    },
  );
}

/** Regions opened since August 2022 have no such account. */
function logAccountOf({ region }: Resource): string | undefined {
  return findRegionFacts(region)?.elbLogAccountId;
}

function policyProblems(context: RuleContext, bucket: Resource): readonly string[] {
  const account = logAccountOf(bucket);
  const root: Principal | undefined =
    account === undefined ? undefined : { kind: 'user', arn: `arn:aws:iam::${account}:root` };
  const name = Block.of(bucket).text('bucket') ?? hole(`${bucket.address} bucket`);
  return companionsOf(context, bucket, 'aws_s3_bucket_policy', 'bucket').flatMap((place) => {
    const policy = policyAt(context.inventory, place, 'policy');
    if (policy === undefined) return [];
    const resource = `arn:aws:s3:::${name}/${hole('prefix')}AWSLogs/${hole('account')}/${hole('path')}`;
    // The same evaluation as of each single load balancer: SMILE_DELIVERY_TARGET.
    const isRefused = (principal: Principal) =>
      evaluate([policy], { principal, action: 's3:PutObject', resource, context: SENT }).verdict === 'denied';
    return [
      ...(root === undefined || !isRefused(root)
        ? []
        : [`policy must let in ${account}, the log account of the region, got no such statement`]),
      ...(isRefused({ kind: 'service', name: SERVICE })
        ? [`policy must let in ${SERVICE}, got no such statement`]
        : []),
    ];
  });
}

/** What these principals send beside TLS is not documented. */
const SENT = {
  'aws:SecureTransport': 'true',
  'aws:SourceAccount': UNKNOWN_KEY,
  'aws:SourceArn': UNKNOWN_KEY,
  's3:x-amz-acl': UNKNOWN_KEY,
} as const;

export const loadBalancerLogBucket: Rule = {
  id: 'SMILE_LOAD_BALANCER_LOG_BUCKET',
  family: 'semantics',
  severity: 'high',
  title: 'The bucket of load-balancer logs is one that Elastic Load Balancing can write to',
  what: 'The bucket in `access_logs` of an `aws_lb` is encrypted by S3 itself, not by KMS, and its policy lets in the log-delivery service and, where the region has one, its log account.',
  why: 'With a KMS bucket, or with the wrong principal, creating the load balancer fails with access denied. Which of the two principals a region with both needs is not settled, so both are there.',
  remedy: 'Use LoadBalancerLogBucket.',
  source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  check: each('aws_s3_bucket', (block, bucket, context) => {
    const isUsed = context
      .resources('aws_lb')
      .some((lb) => targetsOf(context, lb, 'access_logs', 'aws_s3_bucket').includes(bucket));
    if (!isUsed && !/load-balancer-logs/.test(block.text('bucket') ?? '')) return undefined;
    return [...encryptionProblems(context, bucket), ...policyProblems(context, bucket)];
  }),
};
