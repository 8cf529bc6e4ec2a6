import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const backupPlan: Rule = {
  id: 'SMILE_BACKUP_PLAN',
  family: 'semantics',
  severity: 'high',
  title: 'Names and schedules of backups are as AWS Backup takes them',
  what: 'Name and `schedule` of plans and restore tests; the grace time of a lock.',
  why: 'Plan accepts any text, AWS Backup refuses it.',
  remedy: 'Use Backups. A schedule is cron() with six fields.',
  source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html',
  check: argumentRules(
    'backup-plan-name',
    'backup-schedule',
    'backup-vault-name',
    'restore-testing-name',
    'restore-testing-schedule',
    'backup-lock-grace',
  ),
};
