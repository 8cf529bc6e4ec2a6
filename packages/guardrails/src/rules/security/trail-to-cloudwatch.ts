import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const trailToCloudwatch: Rule = {
  id: 'CKV2_AWS_10',
  family: 'security',
  severity: 'medium',
  title: 'The audit trail reaches CloudWatch, where alarms watch it',
  what: '`cloud_watch_logs_group_arn` of every `aws_cloudtrail` is given.',
  why: 'The alarms of the CIS benchmark read the log group; without it a sign-in as root rings nobody.',
  remedy: 'Use Trail.',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/send-cloudtrail-events-to-cloudwatch-logs.html',
  check: each('aws_cloudtrail', (trail) => mustHave(trail, 'cloud_watch_logs_group_arn', 'a log group')),
};
