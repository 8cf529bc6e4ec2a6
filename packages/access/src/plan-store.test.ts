import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { planBucketName } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { PlanStore } from './plan-store.ts';
import { StateBackend } from './state-backend.ts';

describe('the store of plans', () => {
  const stack = estateStackFor((scope) => new PlanStore(scope, 'Plans', new StateBackend(scope, 'State')), {
    layer: 'bootstrap',
  });

  test('has the name that roles and pipelines know before it exists', () => {
    const { namePrefix, account } = stack.environment;
    expect(stack).toHaveResource(S3Bucket, { bucket: planBucketName(namePrefix, account.id) });
  });

  test('forgets a bundle after a week, and writes down who read it', () => {
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: expect.arrayContaining([expect.objectContaining({ expiration: expect.arrayContaining([{ days: 7 }]) })]),
    });
    expect(stack).toHaveResource(S3BucketLoggingA, { target_prefix: 'PlansBucket/' });
  });
});
