import { GuarddutyDetector } from '@cdktf/provider-aws/lib/guardduty-detector';
import { GuarddutyDetectorFeature } from '@cdktf/provider-aws/lib/guardduty-detector-feature';
import { GuarddutyPublishingDestination } from '@cdktf/provider-aws/lib/guardduty-publishing-destination';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { S3BucketPolicy } from '@cdktf/provider-aws/lib/s3-bucket-policy';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { accountStackFor, auditStoreIn, statementsAt } from './fixtures.ts';
import { GuardDuty } from './guard-duty.ts';

const stackWith = (runtimeMonitoring: boolean) =>
  accountStackFor((scope) => {
    new GuardDuty(scope, 'GuardDuty', { store: auditStoreIn(scope), runtimeMonitoring });
  });

const stack = stackWith(true);

describe('GuardDuty (GOV-GUARDDUTY)', () => {
  test('is on, tells again every fifteen minutes, and is protected from destroy', () => {
    expect(stack).toHaveResource(GuarddutyDetector, {
      enable: true,
      finding_publishing_frequency: 'FIFTEEN_MINUTES',
      lifecycle: { prevent_destroy: true },
    });
  });

  test('says of every feature whether it is on, and never uses two kinds of runtime monitoring (P66)', () => {
    const features = resourcesOf(stack, GuarddutyDetectorFeature);
    expect(Object.fromEntries(features.map(({ name, status }) => [name, status]))).toEqual({
      S3_DATA_EVENTS: 'ENABLED',
      EKS_AUDIT_LOGS: 'ENABLED',
      EBS_MALWARE_PROTECTION: 'ENABLED',
      RDS_LOGIN_EVENTS: 'ENABLED',
      LAMBDA_NETWORK_LOGS: 'ENABLED',
      RUNTIME_MONITORING: 'ENABLED',
    });
  });

  test("states all three agents, in AWS's order (P66)", () => {
    expect(stack).toHaveResource(GuarddutyDetectorFeature, {
      name: 'RUNTIME_MONITORING',
      additional_configuration: [
        { name: 'EKS_ADDON_MANAGEMENT', status: 'ENABLED' },
        { name: 'EC2_AGENT_MANAGEMENT', status: 'ENABLED' },
        { name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'DISABLED' },
      ],
    });
  });

  test('switches agents off in so many words where the environment wants none', () => {
    expect(stackWith(false)).toHaveResource(GuarddutyDetectorFeature, {
      name: 'RUNTIME_MONITORING',
      status: 'DISABLED',
      additional_configuration: [
        { name: 'EKS_ADDON_MANAGEMENT', status: 'DISABLED' },
        { name: 'EC2_AGENT_MANAGEMENT', status: 'DISABLED' },
        { name: 'ECS_FARGATE_AGENT_MANAGEMENT', status: 'DISABLED' },
      ],
    });
  });

  test('publishes findings to the audit bucket under its key, once the bucket policy stands', () => {
    expect(stack).toReference(GuarddutyPublishingDestination, 'detector_id', GuarddutyDetector);
    expect(stack).toReference(GuarddutyPublishingDestination, 'destination_arn', S3Bucket);
    expect(stack).toReference(GuarddutyPublishingDestination, 'kms_key_arn', KmsKey);
    expect(stack).toReference(GuarddutyPublishingDestination, 'depends_on', S3BucketPolicy);
  });

  test('may write and encrypt for detectors of this account only', () => {
    const principals = [{ type: 'Service', identifiers: ['guardduty.amazonaws.com'] }];
    const condition = [
      { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] },
      {
        test: 'ArnLike',
        variable: 'aws:SourceArn',
        values: ['arn:aws:guardduty:ap-southeast-3:222222222222:detector/*'],
      },
    ];
    expect(statementsAt(stack, 'Audit/Bucket/Statements')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ actions: ['s3:GetBucketLocation'], principals, condition }),
        expect.objectContaining({ actions: ['s3:PutObject'], principals, condition }),
      ]),
    );
    expect(statementsAt(stack, 'Audit/Key/Policy')).toContainEqual(
      expect.objectContaining({ actions: ['kms:GenerateDataKey'], principals, condition }),
    );
  });
});
