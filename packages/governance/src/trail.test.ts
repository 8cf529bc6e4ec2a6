import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { accountStackFor, auditStoreIn, statementsAt } from './fixtures.ts';
import { Trail, type TrailProps } from './trail.ts';

const stackWith = (props: Partial<TrailProps> = {}) =>
  accountStackFor((scope) => {
    new Trail(scope, 'Trail', { store: auditStoreIn(scope), ...props });
  });

const stack = stackWith();

describe('the trail (GOV-CLOUDTRAIL)', () => {
  test('records every region, with hashes that show tampering, and is protected from destroy', () => {
    expect(stack).toHaveResource(Cloudtrail, {
      name: 'smile-uat-trail',
      is_multi_region_trail: true,
      include_global_service_events: true,
      enable_log_file_validation: true,
      enable_logging: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  test('records what is done to the account, and unusual rates of it, but not to objects', () => {
    expect(resourcesOf(stack, Cloudtrail)).toEqual([
      expect.objectContaining({
        advanced_event_selector: [
          { name: 'Management events', field_selector: [{ field: 'eventCategory', equals: ['Management'] }] },
        ],
        insight_selector: [{ insight_type: 'ApiCallRateInsight' }, { insight_type: 'ApiErrorRateInsight' }],
      }),
    ]);
  });

  test('records the objects of named buckets, and of no others', () => {
    expect(stackWith({ objectEventsOf: ['arn:aws:s3:::states'] })).toHaveResource(Cloudtrail, {
      advanced_event_selector: [
        {},
        {
          field_selector: [
            { field: 'eventCategory', equals: ['Data'] },
            { field: 'resources.type', equals: ['AWS::S3::Object'] },
            { field: 'resources.ARN', starts_with: ['arn:aws:s3:::states/'] },
          ],
        },
      ],
    });
  });
});

describe('files', () => {
  test('go to the audit bucket under its key, once the bucket policy stands (P35)', () => {
    expect(stack).toReference(Cloudtrail, 's3_bucket_name', S3Bucket);
    expect(stack).toReference(Cloudtrail, 'kms_key_id', KmsKey);
    expect(stack).toReference(Cloudtrail, 'depends_on', S3BucketPolicy);
  });

  test('may be written by this trail only, below the account', () => {
    const condition = [
      {
        test: 'StringEquals',
        variable: 'aws:SourceArn',
        values: ['arn:aws:cloudtrail:ap-southeast-3:222222222222:trail/smile-uat-trail'],
      },
    ];
    const principals = [{ type: 'Service', identifiers: ['cloudtrail.amazonaws.com'] }];
    expect(statementsAt(stack, 'Audit/Bucket/Statements')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ sid: 'TrailChecks', actions: ['s3:GetBucketAcl'], principals, condition }),
        expect.objectContaining({
          sid: 'TrailDelivers',
          // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html;
          // digests are in `CloudTrail-Digest`, Insights in `CloudTrail-Insight`.
          resources: [expect.stringMatching(/arn}\/AWSLogs\/222222222222\/\*$/)],
          principals,
          condition: [
            { test: 'StringEquals', variable: 's3:x-amz-acl', values: ['bucket-owner-full-control'] },
            ...condition,
          ],
        }),
      ]),
    );
    expect(statementsAt(stack, 'Audit/Key/Policy')).toContainEqual(
      expect.objectContaining({
        actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*'],
        principals,
        condition,
      }),
    );
  });
});

describe('the log group', () => {
  test('is encrypted, keeps a year and is protected from destroy', () => {
    expect(stack).toReference(CloudwatchLogGroup, 'kms_key_id', KmsKey);
    expect(stack).toHaveResource(CloudwatchLogGroup, {
      name: 'smile-uat-trail',
      retention_in_days: 365,
      lifecycle: { prevent_destroy: true },
    });
  });

  test('may use the key for itself only', () => {
    expect(statementsAt(stack, 'Audit/Key/Policy')).toContainEqual(
      expect.objectContaining({
        principals: [{ type: 'Service', identifiers: ['logs.ap-southeast-3.amazonaws.com'] }],
        condition: [
          {
            test: 'ArnEquals',
            variable: 'kms:EncryptionContext:aws:logs:arn',
            values: ['arn:aws:logs:ap-southeast-3:222222222222:log-group:smile-uat-trail'],
          },
        ],
      }),
    );
  });

  test('is named with the suffix that CloudTrail demands and the provider leaves out (P69)', () => {
    expect(stack).toReference(Cloudtrail, 'cloud_watch_logs_group_arn', CloudwatchLogGroup);
    const [{ cloud_watch_logs_group_arn: arn }] = resourcesOf(stack, Cloudtrail) as [
      { cloud_watch_logs_group_arn: string },
    ];
    expect(arn).toMatch(/\.arn}:\*$/);
  });

  test('is written by a role that can do nothing else, whose policy stands before the trail (P31)', () => {
    expect(stack).toReference(Cloudtrail, 'cloud_watch_logs_role_arn', IamRole);
    expect(stack).toReference(Cloudtrail, 'depends_on', IamRolePolicy);
    expect(statementsAt(stack, 'Trail/Statements')).toEqual([
      {
        sid: 'WriteEvents',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [expect.stringMatching(/LogGroup_\w+\.arn}:log-stream:\*$/)],
      },
    ]);
  });
});
