import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { storeStackFor } from '../fixtures.ts';
import { RedisEvents } from './redis-events.ts';

const stack = storeStackFor((scope) => {
  new RedisEvents(scope, 'Events', { name: 'redis' });
});

// Both from https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html, "requirements for notifications".
test('the topic is not encrypted, because ElastiCache publishes to no encrypted one', () => {
  expect(resourcesOf(stack, SnsTopic)).toEqual([expect.objectContaining({ name: 'smile-uat-redis-events' })]);
  expect(resourcesOf(stack, SnsTopic)[0]).not.toHaveProperty('kms_master_key_id');
});

test('its policy admits who acts for this account, by the one key that ElastiCache sends', () => {
  expect(stack).toReference(SnsTopicPolicy, 'policy', DataAwsIamPolicyDocument);
  expect(stack).toHaveDataSource(DataAwsIamPolicyDocument, {
    statement: [
      { sid: 'DenyWithoutTls', effect: 'Deny' },
      {
        sid: 'ServicesForThisAccount',
        actions: ['sns:Publish'],
        principals: [{ type: 'AWS', identifiers: ['*'] }],
        condition: [{ test: 'StringEquals', variable: 'aws:SourceOwner', values: ['222222222222'] }],
      },
    ],
  });
});

test('mails the mailboxes of the environment', () => {
  expect(resourcesOf(stack, SnsTopicSubscription)).toEqual([
    expect.objectContaining({ protocol: 'email', endpoint: 'alarms@smile.example' }),
  ]);
});
