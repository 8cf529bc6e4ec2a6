import { each, mustReach } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const logRetention: Rule = {
  id: 'CKV_AWS_66',
  family: 'security',
  severity: 'medium',
  title: 'Logs end',
  what: '`retention_in_days` of every `aws_cloudwatch_log_group` is above zero.',
  why: 'Logs that are kept for ever cost for ever, and hold personal data longer than the law allows.',
  remedy: 'Use LogGroup.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
  check: each('aws_cloudwatch_log_group', (group) => mustReach(group, 'retention_in_days', 1, 0)),
};
