import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { estateStackFor } from '../fixtures.ts';
import { EventAlarm, type EventAlarmProps } from './event-alarm.ts';

const stackWith = (props: Partial<EventAlarmProps> = {}) =>
  estateStackFor((scope) => {
    new EventAlarm(scope, 'FailedBackups', {
      topic: { topicArn: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms' },
      description: 'Backups that did not come about',
      pattern: { source: ['aws.backup'], 'detail-type': ['Backup Job State Change'] },
      message: ['Backup <state>', 'Say "why"'],
      paths: { state: '$.detail.state' },
      ...props,
    });
  });

test('defaults: named after its id, without calls that only read', () => {
  expect(stackWith()).toHaveResource(CloudwatchEventRule, { name: 'smile-uat-failed-backups', state: 'ENABLED' });
});

test('takes a name where several constructs have the same id', () => {
  expect(stackWith({ name: 'app-failed' })).toHaveResource(CloudwatchEventRule, { name: 'smile-uat-app-failed' });
});

test('hears calls that only read when asked', () => {
  expect(stackWith({ includeReads: true })).toHaveResource(CloudwatchEventRule, {
    state: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
  });
});

test('tells the topic in words, one quoted line each', () => {
  expect(stackWith()).toHaveResource(CloudwatchEventTarget, {
    arn: 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms',
    input_transformer: {
      input_paths: { state: '$.detail.state' },
      input_template: '"Backup <state>"\n"Say \\"why\\""',
    },
  });
});
