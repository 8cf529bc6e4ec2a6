import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { EncryptionKey } from '@smile/core';
import { estateStackFor, testApp } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { AccessLogBucket } from './access-log-bucket.ts';
import { WorkloadBuckets, type WorkloadBucketsProps } from './workload-buckets.ts';

function build(props: Partial<WorkloadBucketsProps> = {}, app = testApp()) {
  const made: WorkloadBuckets[] = [];
  const stack = estateStackFor(
    (scope) => {
      const dataKey = new EncryptionKey(scope, 'DataKey', { description: 'Data' });
      const logsKey = new EncryptionKey(scope, 'LogsKey', { description: 'Logs' });
      const accessLogs = new AccessLogBucket(scope, 'AccessLogs').bucket;
      made.push(new WorkloadBuckets(scope, 'Buckets', { dataKey, logsKey, accessLogs, ...props }));
    },
    { layer: 'storage', app },
  );
  const [buckets] = made as [WorkloadBuckets];
  return { stack, buckets };
}

describe('buckets of the workloads (STO-S3)', () => {
  const { stack, buckets } = build();
  const ids = resourcesOf(stack, S3Bucket).map(({ bucket }) => bucket);

  test('hold application data, logs, traces and the backups of the data platform', () => {
    expect(ids).toEqual(
      expect.arrayContaining([
        'smile-uat-application-data-222222222222',
        'smile-uat-loki-222222222222',
        'smile-uat-tempo-222222222222',
        'smile-uat-data-platform-backups-222222222222',
      ]),
    );
  });

  test('only application data is taken by AWS Backup, every day', () => {
    const daily = resourcesOf(stack, S3Bucket).filter(({ tags }) => (tags as { backup?: string }).backup === 'daily');
    expect(daily.map(({ bucket }) => bucket)).toEqual(['smile-uat-application-data-222222222222']);
  });

  test('application data has versions, which AWS Backup of S3 needs, and never expires', () => {
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
      bucket: buckets.applicationData.bucketName,
      rule: [
        { id: 'abort-unfinished-uploads' },
        { id: 'expire-noncurrent-versions', noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
      ],
    });
  });

  test('data is under the key of data, logs and traces under the key of logs', () => {
    const keys = resourcesOf(stack, S3BucketServerSideEncryptionConfigurationA).map(({ bucket, rule }) => [
      String(bucket).replace(/.*Buckets_(\w+)_.*/, '$1'),
      JSON.stringify(rule).match(/aws_kms_key\.(\w+)/)?.[1],
    ]);
    expect(Object.fromEntries(keys)).toMatchObject({
      ApplicationData: 'DataKey',
      DataPlatformBackups: 'DataKey',
      Loki: 'LogsKey',
      Tempo: 'LogsKey',
    });
  });

  test('each is logged below a prefix of its own', () => {
    const prefixes = resourcesOf(stack, S3BucketLoggingA).map(({ target_prefix }) => target_prefix);
    expect(prefixes.sort()).toEqual([
      'BucketsApplicationData/',
      'BucketsDataPlatformBackups/',
      'BucketsLoki/',
      'BucketsRisingwaveState/',
      'BucketsTempo/',
    ]);
  });

  // RisingWave names its objects in its metadata, however old: https://docs.risingwave.com/deploy/risingwave-kubernetes
  test('the state of RisingWave never expires', () => {
    const [lifecycle] = resourcesOf(stack, S3BucketLifecycleConfiguration).filter(({ bucket }) =>
      String(bucket).includes('RisingwaveState'),
    );
    expect(lifecycle?.rule).toEqual([expect.objectContaining({ id: 'abort-unfinished-uploads' })]);
  });

  test('logs and traces have no versions, because compaction rewrites them', () => {
    expect(stack).toHaveResourceCount(S3BucketVersioningA, 2);
  });
});

test('every retention is a value', () => {
  const { stack } = build({
    deletedObjectRetention: '30 days',
    logRetention: '31 days',
    traceRetention: '14 days',
    dataPlatformBackupRetention: '21 days',
  });
  const rules = JSON.stringify(resourcesOf(stack, S3BucketLifecycleConfiguration));
  for (const action of ['"noncurrent_days":30', '"days":31', '"days":14', '"days":21']) expect(rules).toContain(action);
});

test('a role of a later stack is granted a bucket there, so that stacks depend on each other in one direction', () => {
  const app = testApp();
  const { stack, buckets } = build({}, app);
  const clusters = estateStackFor(
    (scope) => {
      buckets.logs.grantReadWrite(new IamRole(scope, 'Loki', { assumeRolePolicy: '{}' }));
    },
    { app, layer: 'clusters' },
  );
  expect(stack).toHaveResourceCount(IamRolePolicy, 0);
  expect(clusters).toHaveResource(IamRolePolicy, { name: 'smile-uat-read-write-buckets-loki' });
  expect(clusters.dependencies).toEqual([stack]);
});

describe('a further bucket', () => {
  const { stack } = build({
    deletedObjectRetention: '60 days',
    furtherBuckets: { PatientLetters: {}, Reports: { deletedObjectRetention: '7 days', expireAfter: '30 days' } },
  });

  test('has its word in its name and its address, and is backed up like the first one', () => {
    expect(stack).toHaveResource(S3Bucket, {
      bucket: 'smile-uat-patient-letters-222222222222',
      tags: { backup: 'daily' },
    });
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-reports-222222222222', tags: { backup: 'daily' } });
  });

  test('keeps deleted objects as long as the first one unless it says otherwise, and expires only where it says so', () => {
    const rules = Object.fromEntries(
      resourcesOf(stack, S3BucketLifecycleConfiguration).map(({ bucket, rule }) => [
        /Buckets_([A-Za-z]+)_/.exec(String(bucket))?.[1],
        JSON.stringify(rule),
      ]),
    );
    expect(rules.PatientLetters).toContain('"noncurrent_days":60');
    expect(rules.PatientLetters).not.toContain('"expiration"');
    expect(rules.Reports).toContain('"noncurrent_days":7');
    expect(rules.Reports).toContain('"expiration":[{"days":30}]');
  });
});
