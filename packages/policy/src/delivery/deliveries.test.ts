import { describe, expect, test } from 'vitest';
import { showText } from '../hole.ts';
import { DELIVERY_CONTRACTS, deliveriesOf } from './deliveries.ts';

const PLACE = { account: '123456789012', region: 'ap-southeast-3' };

/** What the services ask of the target, as lines. */
function asked(type: string, values: object): readonly string[] {
  return deliveriesOf(type, { ...values }, PLACE).flatMap(({ asks }) =>
    asks.map(([request]) => `${request?.action} ${showText(request?.resource ?? '').replace(/<[^>]*>/g, '…')}`),
  );
}

/** Paths as the pages write them, with their sources. */
describe('what services ask for', () => {
  // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
  test.each([
    [{}, 'AWSLogs/123456789012/vpcflowlogs/ap-southeast-3/…'],
    [
      { destination_options: [{ hive_compatible_partitions: true }] },
      'AWSLogs/aws-account-id=123456789012/aws-service=vpcflowlogs/aws-region=ap-southeast-3/…',
    ],
    [
      { destination_options: { hive_compatible_partitions: false } },
      'AWSLogs/123456789012/vpcflowlogs/ap-southeast-3/…',
    ],
  ])('flow logs with %j', (options, path) => {
    const log = { log_destination_type: 's3', log_destination: 'arn:aws:s3:::b/folder/', ...options };
    expect(asked('aws_flow_log', log)).toEqual([
      `s3:PutObject arn:aws:s3:::b/folder/${path}`,
      's3:GetBucketAcl arn:aws:s3:::b',
    ]);
  });

  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-find-log-files.html, and the pages of the contracts
  test('CloudTrail with a prefix, digests and Insights', () => {
    const trail = { s3_bucket_name: 'b', s3_key_prefix: 'p', enable_log_file_validation: true, insight_selector: [{}] };
    expect(asked('aws_cloudtrail', trail)).toEqual([
      's3:PutObject arn:aws:s3:::b/p/AWSLogs/123456789012/CloudTrail/…',
      's3:GetBucketAcl arn:aws:s3:::b',
      's3:PutObject arn:aws:s3:::b/p/AWSLogs/123456789012/CloudTrail-Digest/…',
      's3:PutObject arn:aws:s3:::b/p/AWSLogs/123456789012/CloudTrail-Insight/…',
    ]);
  });

  test.each([
    ['aws_flow_log', { log_destination_type: 'cloud-watch-logs', log_destination: 'arn:aws:logs:r:1:log-group:g' }],
    ['aws_lb', { load_balancer_type: 'application', access_logs: [{ bucket: 'b', enabled: false }] }],
    ['aws_cloudwatch_metric_alarm', { alarm_actions: ['arn:aws:automate:ap-southeast-3:ec2:recover'] }],
    ['aws_cloudwatch_event_target', { arn: 'arn:aws:sns:r:1:t', role_arn: 'arn:aws:iam::1:role/r' }],
    ['aws_wafv2_web_acl_logging_configuration', { log_destination_configs: ['arn:aws:logs:r:1:log-group:g'] }],
    ['aws_cloudwatch_log_group', { name: 'g' }],
    ['aws_vpc', { cidr_block: '10.0.0.0/16' }],
  ])('%s writes to no bucket, topic, queue or key with %j', (type, values) => {
    expect(asked(type, values)).toEqual([]);
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
  test('a network load balancer comes through log delivery, an application load balancer by itself', () => {
    const principals = (type: string) =>
      deliveriesOf(
        'aws_lb',
        { load_balancer_type: type, access_logs: { bucket: 'b' } },
        { ...PLACE, elbAccount: '589379963580' },
      )
        .flatMap(({ asks }) => asks.flat())
        .map(({ principal }) =>
          principal.kind === 'service' ? principal.name : principal.kind === 'user' ? principal.arn : '',
        );
    expect([...new Set(principals('network'))]).toEqual(['delivery.logs.amazonaws.com']);
    expect([...new Set(principals('application'))]).toEqual([
      'logdelivery.elasticloadbalancing.amazonaws.com',
      'arn:aws:iam::589379963580:root',
    ]);
  });

  // "Adding the aws:SourceAccount and aws:SourceArn … is not supported for EventBridge-to-encrypted topics":
  // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
  test('EventBridge names account and rule to the topic, and neither to its key', () => {
    const [delivery] = deliveriesOf('aws_cloudwatch_event_target', { rule: 'r', arn: 'arn:aws:sns:x:1:t' }, PLACE);
    const keys = (context: object | undefined) =>
      Object.keys(context ?? {}).filter((key) => /^aws:Source(Arn|Account)$/.test(key));
    expect(keys(delivery?.asks[0]?.[0]?.context).sort()).toEqual(['aws:SourceAccount', 'aws:SourceArn']);
    expect(keys(delivery?.keyAsks('arn:aws:kms:x:1:key/k')[0]?.[0]?.context)).toEqual([]);
  });
});

describe('the contracts', () => {
  test('have ids of their own and a page of AWS each', () => {
    const ids = DELIVERY_CONTRACTS.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(DELIVERY_CONTRACTS.filter(({ source }) => !source.startsWith('https://docs.aws.amazon.com/'))).toEqual([]);
  });
});
