import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const logEncryption: Rule = {
  id: 'CKV_AWS_158',
  family: 'security',
  severity: 'medium',
  title: 'Logs are encrypted under our key',
  what: '`kms_key_id` of every `aws_cloudwatch_log_group` is given.',
  why: 'Logs hold queries, addresses and names.',
  remedy: 'Use LogGroup with a key that allowLogs() was called on.',
  source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  check: each('aws_cloudwatch_log_group', (group) => mustHave(group, 'kms_key_id', 'a key of ours')),
};
