import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { FlowLogs, type FlowLogsProps } from './flow-logs.ts';
import { Vpc } from './vpc.ts';

const stackWith = (props: Partial<FlowLogsProps> = {}) =>
  estateStackFor((scope) => {
    const vpc = new Vpc(scope, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1'] });
    new FlowLogs(scope, 'FlowLogs', { vpc, ...props });
  });

const stack = stackWith();

describe('flow logs (NET-4)', () => {
  test('record all traffic of the VPC as Parquet, in a folder per hour', () => {
    expect(stack).toReference(FlowLog, 'vpc_id', AwsVpc);
    expect(stack).toReference(FlowLog, 'log_destination', S3Bucket);
    expect(stack).toHaveResource(FlowLog, {
      traffic_type: 'ALL',
      log_destination_type: 's3',
      max_aggregation_interval: 60,
      destination_options: { file_format: 'parquet', hive_compatible_partitions: true, per_hour_partition: true },
    });
  });

  test('give no role, which AWS refuses with a bucket', () => {
    expect(resourcesOf(stack, FlowLog)[0]).not.toHaveProperty('iam_role_arn');
  });

  test('ask for fields in a way that Terraform does not take for references', () => {
    const [{ log_format }] = resourcesOf(stack, FlowLog) as [{ log_format: string }];
    expect(log_format).toMatch(/^\$\$\{version\} \$\$\{account-id\} /);
    expect(log_format).toContain('$${pkt-srcaddr} $${pkt-dstaddr}');
    expect(log_format).not.toMatch(/(^|[^$])\$\{/);
  });

  test('are kept for 30 days by default, without old versions', () => {
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{}, { id: 'expire', expiration: [{ days: 30 }] }],
    });
    expect(stack).toHaveResourceCount(S3BucketVersioningA, 0);
  });

  test('are kept for as long as the environment says', () => {
    expect(stackWith({ retention: '90 days' })).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{}, { expiration: [{ days: 90 }] }],
    });
  });

  test('go into a bucket and under a key of their own', () => {
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-flow-logs-222222222222' });
    expect(stack).toHaveResource(KmsAlias, { name: 'alias/smile-uat-flow-logs' });
  });

  test('wait for the bucket policy, because the service tests it at once', () => {
    expect(stack).toReference(FlowLog, 'depends_on', S3BucketPolicy);
  });
});

describe('delivery (P33)', () => {
  const ours = [
    { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] },
    { test: 'ArnLike', variable: 'aws:SourceArn', values: ['arn:aws:logs:ap-southeast-3:222222222222:*'] },
  ];
  const principals = [{ type: 'Service', identifiers: ['delivery.logs.amazonaws.com'] }];

  test('may write into the Hive folder of the account, for our logs only', () => {
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        { sid: 'DenyWithoutTls' },
        { sid: 'DenyOldTls' },
        {
          sid: 'DeliverFlowLogs',
          actions: ['s3:PutObject'],
          // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html, "Hive-compatible S3 prefixes"
          resources: [expect.stringMatching(/arn\}\/AWSLogs\/aws-account-id=222222222222\/\*$/)],
          principals,
          condition: ours,
        },
        { sid: 'CheckBeforeDelivery', actions: ['s3:GetBucketAcl', 's3:ListBucket'], principals, condition: ours },
      ],
    });
  });

  test('may use the key, for our logs only', () => {
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [{ sid: 'AllowAccount' }, { sid: 'AllowDeliveryLogs', principals, condition: ours }],
    });
  });
});
