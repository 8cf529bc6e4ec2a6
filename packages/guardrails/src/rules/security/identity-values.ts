import { IDENTITY_VALUES } from '../../data/values/identity.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const identityValues: Rule = {
  id: 'SMILE_IDENTITY_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of roles end sessions in time and leave no policy beside',
  what: 'Each argument of roles, instance profiles and policies that the table names.',
  why: 'A session of twelve hours outlives the shift, and an inline policy the review.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/identity.ts, with a page for each type',
  check: requiredValues(IDENTITY_VALUES),
};
