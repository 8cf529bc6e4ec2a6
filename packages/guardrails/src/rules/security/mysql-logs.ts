import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlLogs: Rule = {
  id: 'CKV_AWS_129',
  family: 'security',
  severity: 'medium',
  title: 'MySQL exports its error and slow-query logs',
  what: '`enabled_cloudwatch_logs_exports` of every `aws_db_instance` has `error` and `slowquery`.',
  why: 'Logs on the instance rotate away within days, and nobody can search them.',
  remedy: 'Use MysqlDatabase.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQLDB.PublishtoCloudWatchLogs.html',
  check: each('aws_db_instance', (db) => {
    if (db.isUnknown('enabled_cloudwatch_logs_exports')) return undefined;
    const missing = ['error', 'slowquery'].filter((log) => !db.texts('enabled_cloudwatch_logs_exports').includes(log));
    return missing.length === 0
      ? undefined
      : `enabled_cloudwatch_logs_exports must have ${missing.join(' and ')}, got ${db.show('enabled_cloudwatch_logs_exports')}`;
  }),
};
