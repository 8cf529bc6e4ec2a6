import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { accountStackFor, auditStoreIn, BREAK_GLASS, statementsAt } from './fixtures.ts';

const conditions = [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] }];

const stack = accountStackFor((scope) => {
  auditStoreIn(scope).allowDelivery({
    id: 'Example',
    service: 'example.amazonaws.com',
    checks: ['s3:GetBucketAcl'],
    keyActions: ['kms:GenerateDataKey'],
    conditions,
  });
});

describe('the store of audit records', () => {
  test('is one bucket and one key, and who reads it is logged', () => {
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-audit-222222222222' });
    expect(stack).toHaveResource(KmsAlias, { name: 'alias/smile-uat-audit' });
    expect(stack).toReference(S3BucketLoggingA, 'target_bucket', S3Bucket);
  });

  test('keeps files as long as the environment says', () => {
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{ id: 'abort-unfinished-uploads' }, { id: 'expire', expiration: [{ days: 365 }] }, {}],
    });
  });

  test('lets nobody but break-glass erase an old version', () => {
    expect(statementsAt(stack, 'Audit/Bucket/Statements')).toContainEqual({
      sid: 'DenyErasingHistory',
      effect: 'Deny',
      actions: ['s3:DeleteObjectVersion'],
      resources: [expect.stringMatching(/Audit_Bucket_\w+\.arn}\/\*$/)],
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [{ test: 'ArnNotLike', variable: 'aws:PrincipalArn', values: [BREAK_GLASS] }],
    });
  });

  test('lets a service deliver under its conditions, to the bucket and with the key', () => {
    const principals = [{ type: 'Service', identifiers: ['example.amazonaws.com'] }];
    expect(statementsAt(stack, 'Audit/Bucket/Statements')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          sid: 'ExampleChecks',
          actions: ['s3:GetBucketAcl'],
          principals,
          condition: conditions,
        }),
        expect.objectContaining({
          sid: 'ExampleDelivers',
          actions: ['s3:PutObject'],
          resources: [expect.stringMatching(/Audit_Bucket_\w+\.arn}\/\*$/)],
          principals,
          condition: conditions,
        }),
      ]),
    );
    expect(statementsAt(stack, 'Audit/Key/Policy')).toContainEqual({
      sid: 'AllowExample',
      actions: ['kms:GenerateDataKey'],
      resources: ['*'],
      principals,
      condition: conditions,
    });
  });
});
