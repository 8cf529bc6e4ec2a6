import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketLoggingA } from '@cdktf/provider-aws/lib/s3-bucket-logging';
import { S3BucketOwnershipControls } from '@cdktf/provider-aws/lib/s3-bucket-ownership-controls';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { S3BucketPublicAccessBlock } from '@cdktf/provider-aws/lib/s3-bucket-public-access-block';
import { S3BucketServerSideEncryptionConfigurationA } from '@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { EncryptionKey } from '../encryption/encryption-key.ts';
import { estateStackFor, testApp, testEnvironment } from '../fixtures.ts';
import { PrivateBucket, type PrivateBucketProps } from './private-bucket.ts';

const bucketWith = (props: Partial<PrivateBucketProps> = {}, allowDataLoss = false) =>
  estateStackFor(
    (scope) => {
      const encryption = new EncryptionKey(scope, 'Key', { description: 'Data' });
      new PrivateBucket(scope, 'Bucket', { encryption, ...props });
    },
    { environment: testEnvironment({ allowDataLoss }) },
  );

describe('defaults', () => {
  const stack = bucketWith();

  test('is named after its path and account, because bucket names are global', () => {
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-network-bucket-222222222222' });
  });

  test('is protected from destroy, with what is in it', () => {
    expect(stack).toHaveResource(S3Bucket, { force_destroy: false, lifecycle: { prevent_destroy: true } });
  });

  test('blocks all public access', () => {
    expect(stack).toHaveResource(S3BucketPublicAccessBlock, {
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test('has no ACLs', () => {
    expect(stack).toHaveResource(S3BucketOwnershipControls, { rule: { object_ownership: 'BucketOwnerEnforced' } });
  });

  test('refuses requests without TLS, and TLS before 1.2', () => {
    expect(stack).toReference(S3BucketPolicy, 'policy', DataAwsIamPolicyDocument);
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        {
          sid: 'DenyWithoutTls',
          effect: 'Deny',
          actions: ['s3:*'],
          condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
        },
        { sid: 'DenyOldTls', condition: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: ['1.2'] }] },
      ],
    });
  });

  test('encrypts with its key, through one data key per bucket', () => {
    expect(stack).toHaveResource(S3BucketServerSideEncryptionConfigurationA, {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'aws:kms' }, bucket_key_enabled: true }],
    });
    expect(stack).toReference(S3BucketServerSideEncryptionConfigurationA, 'rule', KmsKey);
  });

  test('keeps overwritten and deleted objects for 90 days, and nothing expires', () => {
    expect(stack).toHaveResource(S3BucketVersioningA, { versioning_configuration: { status: 'Enabled' } });
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [
        { id: 'abort-unfinished-uploads', abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] },
        { id: 'expire-noncurrent-versions', noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
      ],
    });
  });

  test('gives every lifecycle rule an empty filter, without which plans never settle', () => {
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, { rule: [{ filter: [{}] }, { filter: [{}] }] });
  });

  test('is not logged', () => {
    expect(stack).toHaveResourceCount(S3BucketLoggingA, 0);
  });

  test('is changed by one request after another, which is all that S3 stands', () => {
    expect(stack).toReference(S3BucketPolicy, 'depends_on', S3BucketPublicAccessBlock);
    expect(stack).toReference(S3BucketOwnershipControls, 'depends_on', S3BucketPolicy);
    expect(stack).toReference(S3BucketLifecycleConfiguration, 'depends_on', S3BucketVersioningA);
  });
});

describe('options', () => {
  test('a name replaces the path', () => {
    expect(bucketWith({ name: 'flow-logs' })).toHaveResource(S3Bucket, { bucket: 'smile-uat-flow-logs-222222222222' });
  });

  test('SSE-S3 where AWS demands it, with the reason in the code and in AWS', () => {
    const stack = bucketWith({ encryption: { sseS3Because: 'load balancers deliver to nothing else' } });
    expect(stack).toHaveResource(S3BucketServerSideEncryptionConfigurationA, {
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' }, bucket_key_enabled: false }],
    });
    expect(stack).toHaveResource(S3Bucket, { tags: { 'sse-s3-because': 'load balancers deliver to nothing else' } });
  });

  test('expiry', () => {
    expect(bucketWith({ expireAfter: '30 days', versioned: false })).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{ id: 'abort-unfinished-uploads' }, { id: 'expire', expiration: [{ days: 30 }] }],
    });
  });

  test('no versions', () => {
    expect(bucketWith({ versioned: false })).toHaveResourceCount(S3BucketVersioningA, 0);
  });

  test('another retention of old versions', () => {
    expect(bucketWith({ noncurrentRetention: '180 days' })).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{}, { noncurrent_version_expiration: [{ noncurrent_days: 180 }] }],
    });
  });

  test('tags', () => {
    expect(bucketWith({ extraTags: { backup: 'daily' } })).toHaveResource(S3Bucket, { tags: { backup: 'daily' } });
  });

  test('deletion with both keys takes the objects along', () => {
    expect(bucketWith({ deletion: { allowedBecause: 'a trial' } }, true)).toHaveResource(S3Bucket, {
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
      tags: { 'deletion-allowed-because': 'a trial' },
    });
  });

  test('deletion with one key is refused', () => {
    expect(() => bucketWith({ deletion: { allowedBecause: 'a trial' } })).toFailWith(
      'indonesia-staging-network/Bucket: deletion is allowed because "a trial", but indonesia/staging does not allow data loss; set allowDataLoss in its environment.ts too, or keep deletion protected',
    );
  });
});

test('history can be kept from all but one role, by pattern', () => {
  const stack = estateStackFor((scope) => {
    const encryption = new EncryptionKey(scope, 'Key', { description: 'Data' });
    const bucket = new PrivateBucket(scope, 'Bucket', { encryption });
    bucket.keepHistoryFromAllBut('arn:aws:iam::222222222222:role/*-eraser');
  });
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'DenyWithoutTls' },
      { sid: 'DenyOldTls' },
      {
        sid: 'DenyErasingHistory',
        effect: 'Deny',
        actions: ['s3:DeleteObjectVersion'],
        resources: ['${aws_s3_bucket.Bucket.arn}/*'],
        principals: [{ type: 'AWS', identifiers: ['*'] }],
        condition: [
          { test: 'ArnNotLike', variable: 'aws:PrincipalArn', values: ['arn:aws:iam::222222222222:role/*-eraser'] },
        ],
      },
    ],
  });
});

test('access logs go to another bucket, which lets S3 deliver them for this bucket only', () => {
  const stack = estateStackFor((scope) => {
    const logs = new PrivateBucket(scope, 'Logs', { encryption: { sseS3Because: 'S3 delivers to nothing else' } });
    new PrivateBucket(scope, 'Data', { encryption: { sseS3Because: 'a test' }, accessLogs: logs });
  });
  expect(stack).toHaveResource(S3BucketLoggingA, {
    bucket: '${aws_s3_bucket.Data.bucket}',
    target_bucket: '${aws_s3_bucket.Logs.bucket}',
    target_prefix: 'Data/',
  });
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'DenyWithoutTls' },
      { sid: 'DenyOldTls' },
      {
        sid: 'AccessLogsOfData',
        actions: ['s3:PutObject'],
        resources: ['${aws_s3_bucket.Logs.arn}/Data/*'],
        principals: [{ type: 'Service', identifiers: ['logging.s3.amazonaws.com'] }],
        condition: [
          { test: 'ArnLike', variable: 'aws:SourceArn', values: ['arn:aws:s3:::smile-uat-network-data-222222222222'] },
          { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] },
        ],
      },
    ],
  });
});

test('access logs may go to a bucket in an earlier stack, which then refers to nothing of the later one', () => {
  const app = testApp();
  const made: PrivateBucket[] = [];
  const storage = estateStackFor(
    (scope) => made.push(new PrivateBucket(scope, 'Logs', { encryption: { sseS3Because: 'a test' } })),
    { app, layer: 'storage' },
  );
  const access = estateStackFor(
    (scope) => new PrivateBucket(scope, 'Data', { encryption: { sseS3Because: 'a test' }, accessLogs: made[0] }),
    { app, layer: 'access' },
  );
  const logging = access.node.findChild('Data').node.findChild('Logging') as S3BucketLoggingA;
  expect(logging.dependsOn).toBeUndefined();
  app.synth();
  expect(access.dependencies).toEqual([storage]);
  expect(storage.dependencies).toEqual([]);
});

describe('grants', () => {
  const granted = (give: (bucket: PrivateBucket, role: IamRole) => void, sseS3 = false) =>
    estateStackFor((scope) => {
      const key = new EncryptionKey(scope, 'Key', { description: 'Data' });
      const encryption = sseS3 ? { sseS3Because: 'a test' } : key;
      const role = new IamRole(scope, 'Loki', { assumeRolePolicy: '{}' });
      give(new PrivateBucket(scope, 'Logs', { encryption }), role);
    });
  const useKey = (actions: string[]) => ({ sid: 'UseKey', actions, resources: ['${aws_kms_key.Key.arn}'] });
  const encrypt = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
  const list = {
    sid: 'ListBucket',
    actions: ['s3:GetBucketLocation', 's3:ListBucket'],
    resources: ['${aws_s3_bucket.Logs.arn}'],
  };

  test('read lists, reads and decrypts', () => {
    const stack = granted((bucket, role) => bucket.grantRead(role));
    expect(stack).toHaveResource(IamRolePolicy, { name: 'smile-uat-read-logs', role: '${aws_iam_role.Loki.name}' });
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        list,
        {
          sid: 'UseObjects',
          actions: ['s3:GetObject', 's3:GetObjectVersion'],
          resources: ['${aws_s3_bucket.Logs.arn}/*'],
        },
        useKey(['kms:Decrypt', 'kms:DescribeKey']),
      ],
    });
  });

  test('write adds objects and can neither read nor delete them', () => {
    expect(granted((bucket, role) => bucket.grantWrite(role))).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        { sid: 'UseObjects', actions: ['s3:PutObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'] },
        useKey(encrypt),
      ],
    });
  });

  test('read and write also deletes', () => {
    expect(granted((bucket, role) => bucket.grantReadWrite(role))).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        list,
        {
          actions: [
            's3:GetObject',
            's3:GetObjectVersion',
            's3:PutObject',
            's3:AbortMultipartUpload',
            's3:ListMultipartUploadParts',
            's3:DeleteObject',
          ],
        },
        useKey(encrypt),
      ],
    });
  });

  test('below a key lists and uses nothing else', () => {
    expect(granted((bucket, role) => bucket.grantReadWrite(role, 'clickhouse/'))).toHaveDataSource(
      DataAwsIamPolicyDocument,
      {
        statement: [
          { sid: 'FindBucket', actions: ['s3:GetBucketLocation'] },
          {
            sid: 'ListBelow',
            actions: ['s3:ListBucket'],
            condition: [{ test: 'StringLike', variable: 's3:prefix', values: ['clickhouse/*'] }],
          },
          { sid: 'UseObjects', resources: [expect.stringMatching(/\/clickhouse\/\*$/)] },
          useKey(encrypt),
        ],
      },
    );
  });

  test('needs no key for a bucket without one', () => {
    expect(granted((bucket, role) => bucket.grantRead(role), true)).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [list, { sid: 'UseObjects' }],
    });
  });
});
