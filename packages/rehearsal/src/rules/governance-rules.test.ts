import { expect, test } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

const messages = (type: string, resource: ObjectValue) =>
  findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);

const agents = (...names: string[]) => names.map((name) => ({ name, status: 'ENABLED' }));

test.each<[string, ObjectValue, string]>([
  [
    'aws_cloudtrail',
    { cloud_watch_logs_group_arn: 'arn:aws:logs:ap-southeast-3:111111111111:log-group:trail' },
    'trail-log-group-arn: must be the ARN of a log group with :* at its end, got "arn:aws:logs:ap-southeast-3:111111111111:log-group:trail"',
  ],
  [
    'aws_cloudwatch_log_metric_filter',
    { pattern: 'x'.repeat(1025) },
    `metric-filter-pattern: must have 0 to 1024 characters, got 1025 in "${'x'.repeat(1025)}"`,
  ],
  [
    'aws_cloudwatch_event_rule',
    { name: 'r'.repeat(65) },
    `event-rule-name: must have 1 to 64 characters, got 65 in "${'r'.repeat(65)}"`,
  ],
  [
    'aws_securityhub_standards_subscription',
    { standards_arn: 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/5.0.0' },
    'standards-arn: must be the ARN of a standard: …:<region>::standards/<name>/v/<version>, and …:::ruleset/… for CIS 1.2.0 alone, got "arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/5.0.0"',
  ],
  [
    'aws_guardduty_detector_feature',
    { name: 'RUNTIME_MONITORING', additional_configuration: agents('EKS_ADDON_MANAGEMENT') },
    'runtime-monitoring-agents: needs additional_configuration for EC2_AGENT_MANAGEMENT, ECS_FARGATE_AGENT_MANAGEMENT, EKS_ADDON_MANAGEMENT, or every plan shows a difference; got EKS_ADDON_MANAGEMENT',
  ],
  ['aws_backup_plan', { name: 'a b' }, 'backup-plan-name: must be letters, digits and ._-, got "a b"'],
  [
    'aws_backup_plan',
    { rule: [{ schedule: 'cron(0 20 * * *)' }] },
    'backup-schedule: must be cron() with six fields, got "cron(0 20 * * *)"',
  ],
  [
    'aws_backup_restore_testing_plan',
    { name: 'smile-prd' },
    'restore-testing-name: must be letters, digits and underscores, got "smile-prd"',
  ],
  [
    'aws_backup_restore_testing_plan',
    { schedule_expression: 'rate(1 day)' },
    'restore-testing-schedule: must be cron() with six fields, got "rate(1 day)"',
  ],
  ['aws_backup_vault_lock_configuration', { changeable_for_days: 1 }, 'backup-lock-grace: must be 3 to 36500, got 1'],
])('%s with %j', (type, resource, message) => {
  expect(messages(type, resource)).toEqual([message]);
});

test.each<[string, ObjectValue]>([
  [
    'aws_guardduty_detector_feature',
    {
      name: 'RUNTIME_MONITORING',
      additional_configuration: agents('EKS_ADDON_MANAGEMENT', 'EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT'),
    },
  ],
  ['aws_guardduty_detector_feature', { name: 'S3_DATA_EVENTS', additional_configuration: [] }],
  [
    'aws_securityhub_standards_subscription',
    { standards_arn: 'arn:aws:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0' },
  ],
])('%s accepts %j', (type, resource) => {
  expect(messages(type, resource)).toEqual([]);
});
