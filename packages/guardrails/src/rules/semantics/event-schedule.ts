import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each, inCode, mustLack } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const eventSchedule: Rule = {
  id: 'SMILE_EVENT_SCHEDULE',
  family: 'semantics',
  severity: 'high',
  title: 'A schedule of EventBridge is one',
  what: '`schedule_expression` of every `aws_cloudwatch_event_rule` is rate() with a number and its unit, or cron() with six fields; `is_enabled` is not used.',
  why: 'Plan accepts cron(bad) and rate(1 hours), EventBridge refuses both. is_enabled is deprecated and fights with state.',
  remedy: 'Write rate(1 hour), rate(2 hours), cron(0 20 * * ? *).',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html',
  check: allOf(
    argumentRules('schedule-expression'),
    inCode(each('aws_cloudwatch_event_rule', (rule) => mustLack(rule, 'is_enabled', 'write state'))),
  ),
};
