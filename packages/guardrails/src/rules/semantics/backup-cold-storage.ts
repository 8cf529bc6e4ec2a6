import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const backupColdStorage: Rule = {
  id: 'SMILE_BACKUP_COLD_STORAGE',
  family: 'semantics',
  severity: 'high',
  title: 'A backup stays in cold storage for 90 days at least',
  what: '`delete_after` of a rule or a copy exceeds `cold_storage_after` by 90.',
  why: 'Plan accepts 30 and 60, AWS Backup refuses it.',
  remedy: 'Raise delete_after, or leave cold storage out.',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_Lifecycle.html',
  check: argumentRules('backup-lifecycle'),
};
