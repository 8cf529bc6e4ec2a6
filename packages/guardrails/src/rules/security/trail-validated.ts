import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const trailValidated: Rule = {
  id: 'CKV_AWS_36',
  family: 'security',
  severity: 'high',
  title: 'CloudTrail log file validation is enabled',
  what: '`enable_log_file_validation` of every `aws_cloudtrail` is true.',
  why: 'Whoever breaks in deletes their traces first; signed digests show it.',
  remedy: 'Use Trail.',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html',
  check: each('aws_cloudtrail', (trail) => mustBe(trail, 'enable_log_file_validation', true)),
};
