import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const hostMonitoring: Rule = {
  id: 'CKV_AWS_126',
  family: 'security',
  severity: 'low',
  title: 'Hosts report every minute',
  what: '`monitoring` of every `aws_instance` is true.',
  why: 'With a figure every five minutes, an alarm comes late and a short peak never shows.',
  remedy: 'Use Host.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/manage-detailed-monitoring.html',
  check: each('aws_instance', (host) => mustBe(host, 'monitoring', true)),
};
