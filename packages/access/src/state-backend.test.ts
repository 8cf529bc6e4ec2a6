import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { stateBucketName, stateKeyAlias } from '@smile/core';
import { estateStackFor, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { StateBackend } from './state-backend.ts';

const stack = estateStackFor((scope) => void new StateBackend(scope, 'State'), { layer: 'bootstrap' });

describe('state backend (USE-STATE)', () => {
  test('is the bucket and the key that every backend names', () => {
    expect(stack).toHaveResource(S3Bucket, { bucket: stateBucketName(testEnvironment()) });
    expect(stack).toHaveResource(KmsAlias, { name: stateKeyAlias(testEnvironment()).name });
  });

  test('keeps old states for half a year', () => {
    expect(stack).toHaveResourceCount(S3BucketVersioningA, 1);
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{}, { noncurrent_version_expiration: [{ noncurrent_days: 180 }] }],
    });
  });

  test('lets nobody but break-glass erase an old state', () => {
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        { sid: 'DenyWithoutTls' },
        { sid: 'DenyOldTls' },
        {
          sid: 'DenyErasingHistory',
          effect: 'Deny',
          actions: ['s3:DeleteObjectVersion'],
          condition: [
            {
              test: 'ArnNotEquals',
              variable: 'aws:PrincipalArn',
              values: ['arn:aws:iam::222222222222:role/smile-uat-break-glass'],
            },
          ],
        },
      ],
    });
  });

  test('logs who read a state, for a year, into a bucket that S3 can deliver to', () => {
    expect(stack).toHaveResource(S3BucketLoggingA, {
      bucket: expect.stringContaining('State_Bucket'),
      target_bucket: expect.stringContaining('State_AccessLogs'),
    });
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-terraform-state-access-222222222222' });
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, { rule: [{}, { expiration: [{ days: 365 }] }] });
    expect(stack).toHaveResource(S3BucketServerSideEncryptionConfigurationA, {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }],
    });
  });
});
