import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { estateStackFor } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { AccessLogBucket, type AccessLogBucketProps } from './access-log-bucket.ts';

const stackWith = (props: AccessLogBucketProps = {}) =>
  estateStackFor(
    (scope) => {
      new AccessLogBucket(scope, 'AccessLogs', props);
    },
    { layer: 'storage' },
  );

test('defaults: encrypted by S3 itself, kept for 90 days, without versions', () => {
  const stack = stackWith();
  expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-access-logs-222222222222' });
  expect(stack).toHaveResource(S3BucketServerSideEncryptionConfigurationA, {
    rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
  });
  expect(stack).toHaveResource(S3BucketLifecycleConfiguration, { rule: [{}, { expiration: [{ days: 90 }] }] });
  expect(stack).toHaveResourceCount(S3BucketVersioningA, 0);
});

test('keeps records for as long as asked', () => {
  expect(stackWith({ retention: '30 days' })).toHaveResource(S3BucketLifecycleConfiguration, {
    rule: [{}, { expiration: [{ days: 30 }] }],
  });
});
