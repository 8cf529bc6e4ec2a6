import { STORAGE_VALUES } from '../../data/values/storage.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const storageValues: Rule = {
  id: 'SMILE_STORAGE_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of buckets, keys, secrets, images and volumes keep what they hold',
  what: 'Each argument of buckets, keys, secrets, repositories and volumes that the table names.',
  why: 'One word makes what is stored readable, or lets it go, and Terraform takes it.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/storage.ts, with a page for each type',
  check: requiredValues(STORAGE_VALUES),
};
