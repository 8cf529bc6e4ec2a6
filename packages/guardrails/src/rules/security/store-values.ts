import { STORE_VALUES } from '../../data/values/stores.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const storeValues: Rule = {
  id: 'SMILE_STORE_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of data stores keep data encrypted, backed up and private',
  what: 'Each argument of MySQL, Redis and RabbitMQ, of their parameters and event subscriptions, that the table names.',
  why: 'One word takes backups, encryption or privacy from a store, and Terraform takes it.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/stores.ts, with a page for each type',
  check: requiredValues(STORE_VALUES),
};
