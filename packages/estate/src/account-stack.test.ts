import { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';
import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { GuarddutyDetectorFeature } from '@cdktf/provider-aws/lib/guardduty-detector-feature';
import { S3BucketLifecycleConfiguration } from '@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { TEST_VALUES, testApp, testEnvironment } from '@smile/core/fixtures';
import { synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { AccountStack } from './account-stack.ts';

const stackWith = (governance = TEST_VALUES.governance) => new AccountStack(testApp(), testEnvironment({ governance }));

const stack = stackWith();

describe('the account stack', () => {
  test('needs no other stack, because it watches them all', () => {
    expect(JSON.stringify(synthesize(stack).json)).not.toContain('terraform_remote_state');
  });

  test('records who reads Terraform states, which hold everything that Terraform knows', () => {
    expect(stack).toHaveResource(Cloudtrail, {
      advanced_event_selector: [
        {},
        {
          field_selector: [
            {},
            {},
            {
              field: 'resources.ARN',
              starts_with: ['arn:aws:s3:::smile-uat-terraform-state-222222222222/'],
            },
          ],
        },
      ],
    });
  });

  test('keeps audit files from everyone but the break-glass roles of the account', () => {
    expect(JSON.stringify(synthesize(stack).json)).toContain('arn:aws:iam::222222222222:role/smile-*-break-glass');
  });

  test('tells its own topic, which other stacks get from it', () => {
    expect(stack).toReference(CloudwatchMetricAlarm, 'alarm_actions', SnsTopicPolicy);
    expect(stack.alarmTopic.topicArn).toContain('TfToken');
  });

  test('passes its values on', () => {
    const other = stackWith({
      alarmEmails: ['on-call@smile.example'],
      monthlyBudgetUsd: 700,
      auditRetention: '1825 days',
      backupAt: '03:00',
      runtimeMonitoring: false,
    });
    expect(other).toHaveResource(SnsTopicSubscription, { endpoint: 'on-call@smile.example' });
    expect(JSON.stringify(synthesize(other).json)).toContain('"limit_amount":"700"');
    expect(other).toHaveResource(S3BucketLifecycleConfiguration, { rule: [{}, { expiration: [{ days: 1825 }] }, {}] });
    expect(other).toHaveResource(GuarddutyDetectorFeature, { name: 'RUNTIME_MONITORING', status: 'DISABLED' });
  });
});
