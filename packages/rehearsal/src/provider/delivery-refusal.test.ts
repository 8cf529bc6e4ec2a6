import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { factsOf } from '../values/facts-of.ts';
import { createObject } from './cloud.ts';
import { attribute, block } from './fixtures/schemas.ts';
import { resourceKind } from './resource-kind.ts';
import { ObjectStore } from './store.ts';

const ACCOUNT = '111111111111';
const HERE = { account: ACCOUNT, region: 'ap-southeast-3', partition: 'aws' };
const KEY = `arn:aws:kms:ap-southeast-3:${ACCOUNT}:key/k`;
const TRAIL = `arn:aws:cloudtrail:ap-southeast-3:${ACCOUNT}:trail/main`;

/** Objects by type, made in their order; the refusal of the last, with its detail. */
function lastRefusal(...objects: readonly (readonly [type: string, value: ObjectValue])[]): string | undefined {
  const store = new ObjectStore();
  const outcomes = objects.map(([type, value]) => {
    const attributes = Object.keys(value).map((name) => attribute(name, 'optional'));
    return createObject(resourceKind(type, block(attributes), factsOf(type)), store, HERE, value);
  });
  const problems = outcomes.map((outcome) =>
    'problem' in outcome ? [outcome.problem.summary, outcome.problem.detail].join('\n') : undefined,
  );
  expect(problems.slice(0, -1).filter((problem) => problem !== undefined)).toEqual([]);
  return problems.at(-1);
}

const BUCKET = ['aws_s3_bucket', { id: 'logs', bucket: 'logs', arn: 'arn:aws:s3:::logs' }] as const;
const allow = (service: string, action: string | string[], resource: string | string[], more: object = {}) => ({
  Sid: 'Write',
  Effect: 'Allow',
  Principal: { Service: service },
  Action: action,
  Resource: resource,
  ...more,
});
const document = (...statements: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement: statements });
const policy = (...statements: readonly object[]) =>
  ['aws_s3_bucket_policy', { id: 'logs', bucket: 'logs', policy: document(...statements) }] as const;
const underKey = [
  'aws_s3_bucket_server_side_encryption_configuration',
  {
    id: 'logs',
    bucket: 'logs',
    rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms', kms_master_key_id: KEY }] }],
  },
] as const;
const key = (...statements: readonly object[]) =>
  ['aws_kms_key', { id: 'k', key_id: 'k', arn: KEY, policy: document(...statements) }] as const;
const trail = (more: ObjectValue = {}) =>
  ['aws_cloudtrail', { id: 'main', name: 'main', s3_bucket_name: 'logs', ...more }] as const;
const CHECK = allow('cloudtrail.amazonaws.com', 's3:GetBucketAcl', 'arn:aws:s3:::logs');
const intoFolder = (folder: string) => allow('cloudtrail.amazonaws.com', 's3:PutObject', `arn:aws:s3:::logs/${folder}`);

// https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html#API_CreateTrail_Errors
describe('CreateTrail', () => {
  const REFUSED = 'InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: logs';

  it.each([
    ['a bucket without a policy', [BUCKET], {}, `CloudTrail/<cloudtrail rest>`],
    ['another folder', [BUCKET, policy(CHECK, intoFolder('trails/*'))], {}, 'CloudTrail/<cloudtrail rest>'],
    [
      'a policy without the folder of digests',
      [BUCKET, policy(CHECK, intoFolder(`AWSLogs/${ACCOUNT}/CloudTrail/*`))],
      { enable_log_file_validation: true },
      'CloudTrail-Digest/<cloudtrail-digest rest>',
    ],
    [
      'a policy without the folder of Insights',
      [BUCKET, policy(CHECK, intoFolder(`AWSLogs/${ACCOUNT}/CloudTrail/*`))],
      { insight_selector: [{ insight_type: 'ApiCallRateInsight' }] },
      'CloudTrail-Insight/<cloudtrail-insight rest>',
    ],
  ] as const)('refuses %s', (_, objects, more, asked) => {
    const [summary, detail] = (lastRefusal(...objects, trail(more)) ?? '').split('\n');
    expect(summary).toBe(REFUSED);
    expect(detail).toContain(asked);
  });

  it('accepts the policy of the guide, and a bucket that the rehearsal has not seen', () => {
    const more = { enable_log_file_validation: true };
    expect(lastRefusal(BUCKET, policy(CHECK, intoFolder(`AWSLogs/${ACCOUNT}/*`)), trail(more))).toBeUndefined();
    expect(lastRefusal(trail(more))).toBeUndefined();
  });

  it('refuses a key that does not admit it, and accepts one that does', () => {
    const store = [BUCKET, policy(CHECK, intoFolder('*'))] as const;
    expect(lastRefusal(...store, key(), trail({ kms_key_id: KEY }))).toBe(
      `InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket logs or its KMS key\nkms:GenerateDataKey on ${KEY} is denied: no statement allows this action to this principal`,
    );
    const conditions = { Condition: { StringLike: { 'kms:EncryptionContext:aws:cloudtrail:arn': `${TRAIL}*` } } };
    const admitted = key(
      allow('cloudtrail.amazonaws.com', 'kms:GenerateDataKey*', '*', conditions),
      allow('cloudtrail.amazonaws.com', 'kms:DescribeKey', '*'),
    );
    expect(lastRefusal(...store, admitted, trail({ kms_key_id: KEY }))).toBeUndefined();
  });
});

describe('other services that look when they are set up', () => {
  it('PutDeliveryChannel refuses a policy without ListBucket', () => {
    const statement = allow(
      'config.amazonaws.com',
      ['s3:GetBucketAcl', 's3:PutObject'],
      ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
    );
    const channel = [
      'aws_config_delivery_channel',
      { id: 'default', s3_bucket_name: 'logs', s3_key_prefix: 'c' },
    ] as const;
    // https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html#API_PutDeliveryChannel_Errors
    expect(lastRefusal(BUCKET, policy(statement), ['aws_config_configuration_recorder', { id: 'r' }], channel)).toBe(
      'InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: logs, unable to write to bucket, provided s3 key prefix is c/\ns3:ListBucket on arn:aws:s3:::logs is denied: no statement allows this action to this principal',
    );
  });

  const lb = [
    'aws_lb',
    { id: 'web', name: 'web', access_logs: [{ bucket: 'logs', prefix: 'web', enabled: true }] },
  ] as const;
  const admitsLoadBalancers = policy(
    allow(
      'logdelivery.elasticloadbalancing.amazonaws.com',
      's3:PutObject',
      `arn:aws:s3:::logs/web/AWSLogs/${ACCOUNT}/*`,
    ),
  );

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
  it('ModifyLoadBalancerAttributes refuses a bucket of another prefix, and one under a KMS key', () => {
    const REFUSED = 'InvalidConfigurationRequest: Access Denied for bucket: logs. Please check S3bucket permission';
    const other = policy(
      allow('logdelivery.elasticloadbalancing.amazonaws.com', 's3:PutObject', `arn:aws:s3:::logs/AWSLogs/${ACCOUNT}/*`),
    );
    expect(lastRefusal(BUCKET, other, lb)).toContain(REFUSED);
    expect(lastRefusal(BUCKET, admitsLoadBalancers, underKey, key(), lb)).toBe(
      `${REFUSED}\nApplication Load Balancer, for access logs, cannot write to a bucket under a KMS key`,
    );
    expect(lastRefusal(BUCKET, admitsLoadBalancers, lb)).toBeUndefined();
  });

  // https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html
  it('CreatePublishingDestination refuses a bucket or key that does not admit GuardDuty', () => {
    const destination = [
      'aws_guardduty_publishing_destination',
      { id: 'd', detector_id: 'd1', destination_arn: 'arn:aws:s3:::logs', kms_key_arn: KEY },
    ] as const;
    const admits = policy(
      allow(
        'guardduty.amazonaws.com',
        ['s3:PutObject', 's3:GetBucketLocation'],
        ['arn:aws:s3:::logs', 'arn:aws:s3:::logs/*'],
      ),
    );
    const WORDS =
      'BadRequestException: The request failed because the GuardDuty service principal does not have permission';
    const other = key(allow('cloudtrail.amazonaws.com', 'kms:GenerateDataKey', '*'));
    expect(lastRefusal(BUCKET, policy(), key(), destination)).toContain(WORDS);
    expect(lastRefusal(BUCKET, admits, other, destination)).toContain(WORDS);
    expect(
      lastRefusal(BUCKET, admits, key(allow('guardduty.amazonaws.com', 'kms:GenerateDataKey', '*')), destination),
    ).toBeUndefined();
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
  it('CreateLogGroup refuses a key whose condition names another log group', () => {
    const group = ['aws_cloudwatch_log_group', { id: '/smile', name: '/smile', kms_key_id: KEY }] as const;
    const use = (arn: string) =>
      key(
        allow(
          'logs.ap-southeast-3.amazonaws.com',
          ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*'],
          '*',
          {
            Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': arn } },
          },
        ),
      );
    const arn = `arn:aws:logs:ap-southeast-3:${ACCOUNT}:log-group`;
    expect(lastRefusal(use(`${arn}:/other`), group)).toBe(
      `InvalidParameterException: The specified KMS Key Id could not be found or the caller does not have permissions: ${KEY}\nkms:Encrypt on ${KEY} is denied: statement Write allows it only where kms:EncryptionContext:aws:logs:arn is ArnLike ${arn}:/other, and it is ${arn}:/smile`,
    );
    expect(lastRefusal(use(`${arn}:*`), group)).toBeUndefined();
  });

  it('CreateFlowLogs does not look: it accepts what will not be delivered, as AWS does', () => {
    const log = [
      'aws_flow_log',
      { id: 'fl', log_destination_type: 's3', log_destination: 'arn:aws:s3:::logs' },
    ] as const;
    expect(lastRefusal(BUCKET, policy(), log)).toBeUndefined();
  });
});
