import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const roleSession: Rule = {
  id: 'SMILE_ROLE_SESSION',
  family: 'semantics',
  severity: 'medium',
  title: "A role's sessions last between one and twelve hours",
  what: '`max_session_duration` of every `aws_iam_role` is 3600 to 43200 seconds.',
  why: 'Plan accepts other values, IAM refuses them.',
  remedy: 'Correct the value.',
  source: 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html',
  check: argumentRules('iam-session-duration'),
};
