import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const monitoringArguments: Rule = {
  id: 'SMILE_MONITORING_ARGUMENTS',
  family: 'monitoring',
  severity: 'high',
  title: 'Alarms, metric filters and event rules are as CloudWatch and EventBridge take them',
  what: 'An alarm has a metric or metric math, one statistic, a period of 10, 20, 30 or a multiple of 60 seconds, and a window of at most a day, or a week with periods of an hour; a metric filter has a pattern in the syntax of CloudWatch Logs; an event pattern is JSON with lists of values and tests; an input template has a path for each placeholder.',
  why: 'Plan accepts all of it, and the service refuses it at apply.',
  remedy: 'Use Alarm, EventAlarm and AuditAlarms.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html',
  check: argumentRules(
    'alarm-period',
    'alarm-query-period',
    'alarm-window',
    'alarm-datapoints',
    'alarm-metric',
    'alarm-statistic',
    'alarm-extended-statistic',
    'alarm-query-statistic',
    'alarm-query',
    'alarm-missing-data',
    'metric-filter-pattern',
    'metric-filter-dimensions',
    'metric-filter-namespace',
    'event-pattern',
    'event-input-template',
  ),
};
