import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { KmsAlias } from '@cdktf/provider-aws/lib/kms-alias';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { alarmTopicArn } from '@smile/core';
import { estateStackFor, testEnvironment } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { SnsAlarmTopic } from './sns-alarm-topic.ts';

const stack = estateStackFor(
  (scope) => {
    new SnsAlarmTopic(scope, 'AlarmTopic', { emails: ['alarms@smile.example', 'security@smile.example'] });
  },
  { layer: 'account' },
);

test('has the name by which environments that do not own the account find it (GOV-CLOUDWATCH)', () => {
  expect(stack).toHaveResource(SnsTopic, { name: 'smile-alarms' });
  expect(alarmTopicArn(testEnvironment())).toBe('arn:aws:sns:ap-southeast-3:222222222222:smile-alarms');
});

test('mails every mailbox, at an address that names it', () => {
  expect(resourcesOf(stack, SnsTopicSubscription)).toEqual([
    expect.objectContaining({ protocol: 'email', endpoint: 'alarms@smile.example' }),
    expect.objectContaining({ protocol: 'email', endpoint: 'security@smile.example' }),
  ]);
});

test('is encrypted with a key that the publishing services may use for this topic only (P73)', () => {
  expect(stack).toReference(SnsTopic, 'kms_master_key_id', KmsKey);
  expect(stack).toHaveResource(KmsAlias, { name: 'alias/smile-uat-alarms' });
  const forThisTopic = {
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    condition: [
      {
        test: 'StringEquals',
        variable: 'kms:EncryptionContext:aws:sns:topicArn',
        values: ['arn:aws:sns:ap-southeast-3:222222222222:smile-alarms'],
      },
    ],
  };
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'AllowAccount' },
      { ...forThisTopic, principals: [{ type: 'Service', identifiers: ['cloudwatch.amazonaws.com'] }] },
      { ...forThisTopic, principals: [{ type: 'Service', identifiers: ['events.amazonaws.com'] }] },
      { ...forThisTopic, principals: [{ type: 'Service', identifiers: ['events.rds.amazonaws.com'] }] },
      { ...forThisTopic, principals: [{ type: 'Service', identifiers: ['backup.amazonaws.com'] }] },
    ],
  });
});

test('takes messages over TLS only, and from services that act for this account where they say so', () => {
  expect(stack).toReference(SnsTopicPolicy, 'policy', DataAwsIamPolicyDocument);
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      {
        sid: 'DenyWithoutTls',
        effect: 'Deny',
        condition: [{ test: 'Bool', variable: 'aws:SecureTransport', values: ['false'] }],
      },
      {
        sid: 'ServicesOfThisAccount',
        actions: ['sns:Publish'],
        principals: [
          {
            type: 'Service',
            identifiers: ['cloudwatch.amazonaws.com', 'events.rds.amazonaws.com'],
          },
        ],
        condition: [{ test: 'StringEquals', variable: 'aws:SourceAccount', values: ['222222222222'] }],
      },
      {
        // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html: the ARN of the rule that sends the event.
        sid: 'RulesOfThisAccount',
        actions: ['sns:Publish'],
        principals: [{ type: 'Service', identifiers: ['events.amazonaws.com'] }],
        condition: [
          {
            test: 'ArnLike',
            variable: 'aws:SourceArn',
            values: ['arn:aws:events:ap-southeast-3:222222222222:rule/*'],
          },
        ],
      },
      {
        sid: 'ServicesWithoutAccount',
        actions: ['sns:Publish'],
        principals: [{ type: 'Service', identifiers: ['backup.amazonaws.com'] }],
      },
    ],
  });
});
