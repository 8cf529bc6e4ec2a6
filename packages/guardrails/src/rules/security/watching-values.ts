import { WATCHING_VALUES } from '../../data/values/watching.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const watchingValues: Rule = {
  id: 'SMILE_WATCHING_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Alarms, log groups, budgets and patch baselines notify in time',
  what: 'Each argument of alarms, log groups, filters, event rules, topics, budgets and patching that the table names.',
  why: 'Something that watches and never calls is worse than nothing, since somebody relies on it.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/watching.ts, with a page for each type',
  check: requiredValues(WATCHING_VALUES),
};
