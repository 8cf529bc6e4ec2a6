import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const trailArguments: Rule = {
  id: 'SMILE_TRAIL_ARGUMENTS',
  family: 'semantics',
  severity: 'high',
  title: "The trail's log group and the names of event rules are as AWS takes them",
  what: '`cloud_watch_logs_group_arn` ends with :*; an event rule has an allowed name.',
  why: 'Plan accepts the ARN as the provider gives it, without :*, and CloudTrail refuses it.',
  remedy: 'Use Trail and AuditAlarms.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail',
  check: argumentRules('trail-log-group-arn', 'event-rule-name'),
};
