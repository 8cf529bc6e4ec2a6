import { BACKUP_VALUES } from '../../data/values/backups.ts';
import { requiredValues } from '../../reading/required-values.ts';
import type { Rule } from '../../rule.ts';

export const backupValues: Rule = {
  id: 'SMILE_BACKUP_VALUES',
  family: 'security',
  severity: 'high',
  title: 'Arguments of AWS Backup make backups that can be had back',
  what: 'Each argument of plans, vaults, locks, selections and restore tests that the table names.',
  why: 'A backup that is not made, or is not kept, is missed on the day it is needed.',
  remedy:
    'Give the value that the message names. If another one is right, change the row, with its reason and its page.',
  source: 'packages/guardrails/src/data/values/backups.ts, with a page for each type',
  check: requiredValues(BACKUP_VALUES),
};
