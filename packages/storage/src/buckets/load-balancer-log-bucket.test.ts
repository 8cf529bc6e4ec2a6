import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { estateStackFor, TEST_COUNTRY, TEST_VALUES, testEnvironment } from '@smile/core/fixtures';
import { synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { AccessLogBucket } from './access-log-bucket.ts';
import { LoadBalancerLogBucket, type LoadBalancerLogBucketProps } from './load-balancer-log-bucket.ts';

const stackWith = (props: Partial<LoadBalancerLogBucketProps> = {}) =>
  estateStackFor(
    (scope) => {
      const accessLogs = new AccessLogBucket(scope, 'AccessLogs').bucket;
      new LoadBalancerLogBucket(scope, 'LoadBalancerLogs', { accessLogs, ...props });
    },
    { layer: 'storage' },
  );

const stack = stackWith();

test('defaults: kept for 90 days, without versions', () => {
  expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-load-balancer-logs-222222222222' });
  expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
    bucket: '${aws_s3_bucket.LoadBalancerLogs.bucket}',
    rule: [{ id: 'abort-unfinished-uploads' }, { id: 'expire', expiration: [{ days: 90 }] }],
  });
});

test('is kept for as long as asked', () => {
  expect(stackWith({ retention: '365 days' })).toHaveResource(S3BucketLifecycleConfiguration, {
    rule: [{}, { expiration: [{ days: 365 }] }],
  });
});

test('is encrypted by S3 itself, because load balancers deliver to nothing else (P34)', () => {
  expect(stack).toHaveResource(S3BucketServerSideEncryptionConfigurationA, {
    bucket: '${aws_s3_bucket.LoadBalancerLogs.bucket}',
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
  });
});

test('lets application load balancers in by service and by the account of Jakarta (P32), network ones by log delivery (P33)', () => {
  const objects = ['${aws_s3_bucket.LoadBalancerLogs.arn}/*/AWSLogs/222222222222/*'];
  const onlyOurs = [
    { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] },
    { test: 'ArnLike', variable: 'aws:SourceArn', values: ['arn:aws:logs:ap-southeast-3:222222222222:*'] },
  ];
  const delivery = [{ type: 'Service', identifiers: ['delivery.logs.amazonaws.com'] }];
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'DenyWithoutTls' },
      { sid: 'DenyOldTls' },
      {
        sid: 'DeliverByService',
        actions: ['s3:PutObject'],
        resources: objects,
        principals: [{ type: 'Service', identifiers: ['logdelivery.elasticloadbalancing.amazonaws.com'] }],
      },
      {
        sid: 'DeliverByRegionAccount',
        actions: ['s3:PutObject'],
        resources: objects,
        principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::589379963580:root'] }],
      },
      {
        sid: 'DeliverByLogDelivery',
        actions: ['s3:PutObject'],
        resources: objects,
        principals: delivery,
        condition: onlyOurs,
      },
      {
        sid: 'CheckBeforeDelivery',
        actions: ['s3:GetBucketAcl', 's3:ListBucket'],
        resources: ['${aws_s3_bucket.LoadBalancerLogs.arn}'],
        principals: delivery,
        condition: onlyOurs,
      },
    ],
  });
});

test('is logged itself, below a prefix of its own', () => {
  expect(stack).toHaveResource(S3BucketLoggingA, {
    bucket: '${aws_s3_bucket.LoadBalancerLogs.bucket}',
    target_bucket: '${aws_s3_bucket.AccessLogs.bucket}',
    target_prefix: 'LoadBalancerLogs/',
  });
});

test('lets in the service alone where no account writes the logs: regions opened since August 2022', () => {
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
  const environment = testEnvironment({
    country: { ...TEST_COUNTRY, region: 'ap-southeast-5' },
    network: { ...TEST_VALUES.network, availabilityZones: ['apse5-az1', 'apse5-az2'] },
  });
  const malaysian = estateStackFor(
    (scope) => {
      const accessLogs = new AccessLogBucket(scope, 'AccessLogs').bucket;
      new LoadBalancerLogBucket(scope, 'LoadBalancerLogs', { accessLogs });
    },
    { layer: 'storage', environment },
  );
  const text = JSON.stringify(synthesize(malaysian).json);
  expect(text).toContain('DeliverByService');
  expect(text).not.toContain('DeliverByRegionAccount');
});
