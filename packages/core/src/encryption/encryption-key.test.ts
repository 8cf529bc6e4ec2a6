import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { estateStackFor, testEnvironment } from '../fixtures.ts';
import { EncryptionKey } from './encryption-key.ts';

describe('defaults', () => {
  const stack = estateStackFor((scope) => {
    new EncryptionKey(scope, 'LogsKey', { description: 'Logs' });
  });

  test('rotates yearly and keeps a deleted key for 30 days', () => {
    expect(stack).toHaveResource(KmsKey, {
      description: 'Logs',
      enable_key_rotation: true,
      deletion_window_in_days: 30,
    });
  });

  test('is protected from destroy', () => {
    expect(stack).toHaveResource(KmsKey, { lifecycle: { prevent_destroy: true } });
  });

  test('takes its alias from its path', () => {
    expect(stack).toHaveResource(KmsAlias, { name: 'alias/smile-uat-network-logs-key' });
    expect(stack).toReference(KmsAlias, 'target_key_id', KmsKey);
  });

  test('leaves its use to IAM policies of the account', () => {
    expect(stack).toReference(KmsKey, 'policy', DataAwsIamPolicyDocument);
    expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
      statement: [
        {
          sid: 'AllowAccount',
          actions: ['kms:*'],
          principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::222222222222:root'] }],
        },
      ],
    });
  });
});

test('takes another alias', () => {
  const stack = estateStackFor((scope) => {
    new EncryptionKey(scope, 'Key', { description: 'Logs', alias: 'logs' });
  });
  expect(stack).toHaveResource(KmsAlias, { name: 'alias/smile-uat-logs' });
});

test('lets a service in under conditions', () => {
  const conditions = [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] }];
  const stack = estateStackFor((scope) => {
    const key = new EncryptionKey(scope, 'Key', { description: 'Logs' });
    key.allowService({ service: 'delivery.logs.amazonaws.com', conditions });
    key.allowService({ service: 'config.amazonaws.com', actions: ['kms:GenerateDataKey'], conditions });
  });
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'AllowAccount' },
      {
        sid: 'AllowDeliveryLogs',
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        principals: [{ type: 'Service', identifiers: ['delivery.logs.amazonaws.com'] }],
        condition: conditions,
      },
      { sid: 'AllowConfig', actions: ['kms:GenerateDataKey'] },
    ],
  });
});

test('lets the account use it through a service, and no other account', () => {
  const stack = estateStackFor((scope) => {
    const key = new EncryptionKey(scope, 'Key', { description: 'Volumes' });
    key.allowThroughService('ec2');
  });
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'AllowAccount' },
      {
        sid: 'AllowThroughEc2',
        principals: [{ type: 'AWS', identifiers: ['*'] }],
        condition: [
          { test: 'StringEquals', variable: 'kms:CallerAccount', values: ['222222222222'] },
          { test: 'StringEquals', variable: 'kms:ViaService', values: ['ec2.ap-southeast-3.amazonaws.com'] },
        ],
      },
    ],
  });
});

test('may be deleted only with both keys', () => {
  const environment = testEnvironment({ allowDataLoss: true });
  const stack = estateStackFor(
    (scope) => {
      new EncryptionKey(scope, 'Key', { description: 'Logs', deletion: { allowedBecause: 'trial of a day' } });
    },
    { environment },
  );
  expect(stack).toHaveResource(KmsKey, {
    lifecycle: { prevent_destroy: false },
    tags: { 'deletion-allowed-because': 'trial of a day' },
  });
});

test('lets CloudWatch Logs encrypt log groups of this account and region only', () => {
  const stack = estateStackFor((scope) => {
    new EncryptionKey(scope, 'Key', { description: 'Logs' }).allowLogs();
  });
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'AllowAccount' },
      {
        principals: [{ type: 'Service', identifiers: ['logs.ap-southeast-3.amazonaws.com'] }],
        condition: [
          {
            test: 'ArnLike',
            variable: 'kms:EncryptionContext:aws:logs:arn',
            values: ['arn:aws:logs:ap-southeast-3:222222222222:log-group:*'],
          },
        ],
      },
    ],
  });
});

test('lets a role decrypt', () => {
  const stack = estateStackFor((scope) => {
    const role = new IamRole(scope, 'Reader', { assumeRolePolicy: '{}' });
    new EncryptionKey(scope, 'Key', { description: 'Data' }).grantDecrypt(role);
  });
  expect(stack).toHaveResource(IamRolePolicy, { name: 'smile-uat-decrypt-key', role: '${aws_iam_role.Reader.name}' });
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [{ sid: 'UseKey', actions: ['kms:Decrypt', 'kms:DescribeKey'], resources: ['${aws_kms_key.Key.arn}'] }],
  });
});
