import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const threatDetection: Rule = {
  id: 'CKV_AWS_238',
  family: 'security',
  severity: 'high',
  title: 'GuardDuty is on',
  what: '`enable` of every `aws_guardduty_detector` is true.',
  why: 'A detector that is off costs nothing and finds nothing.',
  remedy: 'Use GuardDuty.',
  source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html',
  check: each('aws_guardduty_detector', (detector) => mustBe(detector, 'enable', true, true)),
};
