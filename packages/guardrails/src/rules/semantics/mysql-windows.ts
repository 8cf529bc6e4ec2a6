import { each } from '../../reading/checks.ts';
import { windowsOverlap } from '../../reading/weekly-window.ts';
import type { Rule } from '../../rule.ts';

export const mysqlWindows: Rule = {
  id: 'SMILE_MYSQL_WINDOWS',
  family: 'semantics',
  severity: 'high',
  title: 'Backups of MySQL end before maintenance begins',
  what: '`backup_window` and `maintenance_window` of every `aws_db_instance` do not overlap.',
  why: 'Plan accepts it, RDS refuses it.',
  remedy: 'Choose backupAt and maintenanceAt of the environment at least an hour apart.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  check: each('aws_db_instance', (db) =>
    windowsOverlap(db.text('backup_window'), db.text('maintenance_window'))
      ? `backup_window must not overlap maintenance_window, got ${db.text('backup_window')} and ${db.text('maintenance_window')}`
      : undefined,
  ),
};
