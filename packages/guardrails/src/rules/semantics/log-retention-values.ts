import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const logRetentionValues: Rule = {
  id: 'SMILE_LOG_RETENTION_VALUES',
  family: 'semantics',
  severity: 'high',
  title: 'Logs are kept for a time that CloudWatch knows',
  what: "`retention_in_days` of every `aws_cloudwatch_log_group` is one of CloudWatch's list.",
  why: '45 or 180.5 days is refused; the list jumps from 30 to 60.',
  remedy: 'Use LogGroup, whose error names the list.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html',
  check: argumentRules('log-retention-days'),
};
