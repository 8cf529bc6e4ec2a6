import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { S3BucketVersioningA } from '@cdktf/provider-aws/lib/s3-bucket-versioning';
import { SsmDocument } from '@cdktf/provider-aws/lib/ssm-document';
import { estateStackFor, testEnvironment } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { encryptedSessions, statementsAt } from '../fixtures.ts';
import { Operators } from './operators.ts';
import { hostPattern } from './port-forward.ts';

const stackFor = (environment = testEnvironment()) =>
  estateStackFor(
    (stack) => {
      const { sessions } = encryptedSessions(stack);
      new Operators(stack, 'Operators', {
        sessions,
        principals: [
          'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
        ],
      });
    },
    { environment, layer: 'access' },
  );

const stack = stackFor();

const documentsOf = (from = stack) =>
  Object.fromEntries(
    resourcesOf(from, SsmDocument).map(({ name, content }) => [String(name), JSON.parse(String(content))]),
  );

describe('sessions (ACC-BASTION)', () => {
  test('are encrypted, recorded to CloudWatch and S3, and ended when idle', () => {
    expect(documentsOf()['smile-uat-shell']).toEqual({
      schemaVersion: '1.0',
      description: 'A recorded shell',
      sessionType: 'Standard_Stream',
      inputs: {
        s3BucketName: expect.stringContaining('aws_s3_bucket.Sessions_Bucket'),
        s3KeyPrefix: '',
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: expect.stringContaining('aws_cloudwatch_log_group.Sessions_Logs'),
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId: expect.stringContaining('aws_kms_key.Key'),
        runAsEnabled: false,
        runAsDefaultUser: '',
        idleSessionTimeout: '20',
        maxSessionDuration: '480',
        shellProfile: { linux: 'exec /bin/bash', windows: '' },
      },
    });
  });

  test('that name no document are the same, wherever this environment owns the account', () => {
    const documents = documentsOf();
    expect(documents['SSM-SessionManagerRunShell']).toEqual(documents['smile-uat-shell']);
  });

  test('leave the default document of the account to its owner', () => {
    const other = stackFor(testEnvironment({ account: { id: '222222222222', ownsSingletons: false } }));
    expect(Object.keys(documentsOf(other)).sort()).toEqual(['smile-uat-port-forward', 'smile-uat-shell']);
  });

  test('leave transcripts for a year in an encrypted log group and a private bucket', () => {
    expect(stack).toHaveResource(CloudwatchLogGroup, { name: '/smile-uat/sessions', retention_in_days: 365 });
    expect(stack).toHaveResource(S3Bucket, { bucket: 'smile-uat-sessions-222222222222' });
    expect(stack).toHaveResource(S3BucketLifecycleConfiguration, {
      rule: [{}, { expiration: [{ days: 365 }] }, { noncurrent_version_expiration: [{ noncurrent_days: 365 }] }],
    });
  });

  test('keep the first version of a transcript that a host writes again, from all but break-glass', () => {
    expect(stack).toHaveResource(S3BucketVersioningA, { versioning_configuration: { status: 'Enabled' } });
    expect(statementsAt(stack, 'Sessions/Bucket/Statements')).toContainEqual({
      sid: 'DenyErasingHistory',
      effect: 'Deny',
      actions: ['s3:DeleteObjectVersion'],
      resources: [expect.stringContaining('Sessions_Bucket')],
      principals: [{ type: 'AWS', identifiers: ['*'] }],
      condition: [
        {
          test: 'ArnNotEquals',
          variable: 'aws:PrincipalArn',
          values: ['arn:aws:iam::222222222222:role/smile-uat-break-glass'],
        },
      ],
    });
  });

  test('let CloudWatch encrypt exactly their log group', () => {
    expect(statementsAt(stack, 'Key/Policy')).toContainEqual(
      expect.objectContaining({
        principals: [{ type: 'Service', identifiers: ['logs.ap-southeast-3.amazonaws.com'] }],
        condition: [
          {
            test: 'ArnLike',
            variable: 'kms:EncryptionContext:aws:logs:arn',
            values: ['arn:aws:logs:ap-southeast-3:222222222222:log-group:/smile-uat/sessions'],
          },
        ],
      }),
    );
  });
});

describe('forwarded ports', () => {
  const parameters = () => documentsOf()['smile-uat-port-forward'].parameters;
  const accepts = (parameter: string, value: string) => new RegExp(parameters()[parameter].allowedPattern).test(value);

  test.each([
    ['smile-uat-mysql.c1abc.ap-southeast-3.rds.amazonaws.com', true],
    ['master.smile-uat-redis.abc.apse3.cache.amazonaws.com', true],
    ['b-1234-5678.mq.ap-southeast-3.on.aws', true],
    ['b-1234-5678.mq.ap-southeast-3.amazonaws.com', true],
    ['git.uat.smile.internal', true],
    ['0123456789ABCDEF0123456789ABCDEF.gr7.ap-southeast-3.eks.amazonaws.com', true],
    ['0123456789ABCDEF0123456789ABCDEF.gr7.us-east-1.eks.amazonaws.com', false],
    ['evil.gr7.ap-southeast-3.eks.amazonaws.com', false],
    ['git.prd.smile.internal', false],
    ['db.us-east-1.rds.amazonaws.com', false],
    ['10.1.0.5', false],
    ['localhost', false],
    ['example.com', false],
    ['evil.com#.uat.smile.internal', false],
  ])('to %s: %s', (host, allowed) => {
    expect(accepts('host', host)).toBe(allowed);
  });

  test.each([
    ['3306', true],
    ['6379', true],
    ['5671', true],
    ['443', true],
    ['22', false],
    ['33060', false],
  ])('on port %s: %s', (port, allowed) => {
    expect(accepts('portNumber', port)).toBe(allowed);
  });

  test('follow the region and the private domain (CTY-1)', () => {
    const pattern = hostPattern({ ...testEnvironment(), region: 'ap-southeast-1' });
    expect('db.x.ap-southeast-1.rds.amazonaws.com').toMatch(new RegExp(pattern));
    expect('db.x.ap-southeast-3.rds.amazonaws.com').not.toMatch(new RegExp(pattern));
  });
});

describe('operators (ACC-BASTION, ACC-IAM)', () => {
  test('are the people whose sign-in asks for MFA, for an hour', () => {
    expect(stack).toHaveResource(IamRole, { name: 'smile-uat-operator', max_session_duration: 3600 });
    expect(statementsAt(stack, 'Operators/Trust')).toEqual([
      {
        sid: 'PeopleSignedIn',
        actions: ['sts:AssumeRole'],
        principals: [{ type: 'AWS', identifiers: ['arn:aws:iam::222222222222:root'] }],
        condition: [
          {
            test: 'ArnLike',
            variable: 'aws:PrincipalArn',
            values: [
              'arn:aws:iam::222222222222:role/aws-reserved/sso.amazonaws.com/ap-southeast-3/AWSReservedSSO_Operator_*',
            ],
          },
        ],
      },
    ]);
  });

  test('open sessions on hosts of their environment only, and with its documents only', () => {
    const [hosts, documents] = statementsAt(stack, 'Operators/Statements');
    expect(hosts).toEqual({
      sid: 'OpenSessionsOnHosts',
      actions: ['ssm:StartSession'],
      resources: ['arn:aws:ec2:ap-southeast-3:222222222222:instance/*'],
      condition: [
        { test: 'StringEquals', variable: 'ssm:resourceTag/sessions', values: ['operators'] },
        { test: 'StringEquals', variable: 'ssm:resourceTag/environment', values: ['staging'] },
        { test: 'BoolIfExists', variable: 'ssm:SessionDocumentAccessCheck', values: ['true'] },
      ],
    });
    expect(documents).toEqual({
      sid: 'OnlyWithTheseDocuments',
      actions: ['ssm:StartSession'],
      resources: [
        expect.stringContaining('aws_ssm_document.Sessions_Shell'),
        expect.stringContaining('aws_ssm_document.Sessions_PortForward'),
      ],
    });
  });

  test('end their own sessions only', () => {
    expect(statementsAt(stack, 'Operators/Statements')).toContainEqual(
      expect.objectContaining({
        sid: 'EndAndResumeOwnSessions',
        condition: [
          {
            test: 'StringLike',
            variable: 'ssm:resourceTag/aws:ssmmessages:session-id',
            values: ['&{aws:userid}'],
          },
        ],
      }),
    );
  });

  test('look up host names of data stores, and no other parameter', () => {
    expect(statementsAt(stack, 'Operators/Statements')).toContainEqual({
      sid: 'FindDataStores',
      actions: ['ssm:GetParameter'],
      resources: ['mysql-main', 'mysql-wms', 'redis', 'rabbitmq'].map(
        (store) => `arn:aws:ssm:ap-southeast-3:222222222222:parameter/smile/uat/databases/${store}/host`,
      ),
    });
  });
});
