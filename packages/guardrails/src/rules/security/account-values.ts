import { ACCOUNT_VALUES } from '../../data/values/account.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const accountValues: Rule = {
  id: 'SMILE_ACCOUNT_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Defaults and audit of the account stay on, for all types and regions',
  what: 'Each argument of account defaults, CloudTrail, Config, GuardDuty, Inspector, Security Hub and IAM settings that the table names.',
  why: 'Whatever is made beside Terraform has these defaults alone, and an audit with a gap is not one.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/account.ts, with a page for each type',
  check: requiredValues(ACCOUNT_VALUES),
};
