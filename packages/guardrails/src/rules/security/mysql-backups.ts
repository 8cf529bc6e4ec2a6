import { each, mustReach } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlBackups: Rule = {
  id: 'CKV_AWS_133',
  family: 'security',
  severity: 'high',
  title: 'MySQL keeps a week of its own backups',
  what: '`backup_retention_period` of every `aws_db_instance` is at least 7 days.',
  why: 'RDS can only go back to a second that its own backups cover; AWS Backup goes back to the last night.',
  remedy: 'Leave backupRetention of MysqlDatabase alone, or raise it.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html',
  check: each('aws_db_instance', (db) => mustReach(db, 'backup_retention_period', 7, 0)),
};
