import { each, mustBe, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const alarmActions: Rule = {
  id: 'CKV_AWS_319',
  family: 'security',
  severity: 'medium',
  title: 'Every alarm rings somewhere',
  what: 'Every `aws_cloudwatch_metric_alarm` has `alarm_actions`, and `actions_enabled` is not false.',
  why: 'An alarm without an action is a picture on a page that nobody looks at.',
  remedy: 'Use Alarm.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
  check: each(
    'aws_cloudwatch_metric_alarm',
    (alarm) => mustBe(alarm, 'actions_enabled', true, true) ?? mustHave(alarm, 'alarm_actions', 'the alarm topic'),
  ),
};
