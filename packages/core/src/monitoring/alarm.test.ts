import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { estateStackFor } from '../fixtures.ts';
import { Alarm, type AlarmProps } from './alarm.ts';

const stackWith = (props: Partial<AlarmProps> = {}) =>
  estateStackFor((stack) => {
    new Alarm(stack, 'StorageLow', {
      topic: { topicArn: 'arn:aws:sns:ap-southeast-3:222222222222:alarms' },
      metric: { namespace: 'AWS/RDS', name: 'FreeStorageSpace', dimensions: { DBInstanceIdentifier: 'main' } },
      description: 'Less than 50 GiB free (bytes)',
      threshold: 53687091200,
      ...props,
    });
  });

test('defaults: the average of three periods of five minutes above the threshold; silence is bad', () => {
  expect(stackWith()).toHaveResource(CloudwatchMetricAlarm, {
    alarm_name: 'smile-uat-network-storage-low',
    alarm_description: 'Less than 50 GiB free (bytes)',
    namespace: 'AWS/RDS',
    metric_name: 'FreeStorageSpace',
    dimensions: { DBInstanceIdentifier: 'main' },
    statistic: 'Average',
    comparison_operator: 'GreaterThanThreshold',
    threshold: 53687091200,
    period: 300,
    evaluation_periods: 3,
    treat_missing_data: 'breaching',
  });
});

test('tells the topic when it starts and when it ends', () => {
  expect(stackWith()).toHaveResource(CloudwatchMetricAlarm, {
    alarm_actions: ['arn:aws:sns:ap-southeast-3:222222222222:alarms'],
    ok_actions: ['arn:aws:sns:ap-southeast-3:222222222222:alarms'],
  });
});

test.each([
  [{ when: 'below' }, { comparison_operator: 'LessThanThreshold' }],
  [{ when: 'at-or-above' }, { comparison_operator: 'GreaterThanOrEqualToThreshold' }],
  [{ when: 'at-or-below' }, { comparison_operator: 'LessThanOrEqualToThreshold' }],
  [{ silence: 'good' }, { treat_missing_data: 'notBreaching' }],
  [{ silence: 'ignored' }, { treat_missing_data: 'ignore' }],
  [
    { periodSeconds: 60, periods: 1 },
    { period: 60, evaluation_periods: 1 },
  ],
] as const)('%j becomes %j', (props, expected) => {
  expect(stackWith(props)).toHaveResource(CloudwatchMetricAlarm, expected);
});

test('does something besides telling, but only when it starts', () => {
  const recover = 'arn:aws:automate:ap-southeast-3:ec2:recover';
  expect(stackWith({ extraActionArns: [recover] })).toHaveResource(CloudwatchMetricAlarm, {
    alarm_actions: ['arn:aws:sns:ap-southeast-3:222222222222:alarms', recover],
    ok_actions: ['arn:aws:sns:ap-southeast-3:222222222222:alarms'],
  });
});

test('watches a percentile, which CloudWatch keeps apart from the other statistics', () => {
  const metric = {
    namespace: 'AWS/ApplicationELB',
    name: 'TargetResponseTime',
    dimensions: {},
    statistic: 'p95',
  } as const;
  expect(stackWith({ metric })).toHaveResource(CloudwatchMetricAlarm, {
    extended_statistic: 'p95',
    statistic: undefined,
  });
});
