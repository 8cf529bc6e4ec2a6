import { each, mustReach } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlEnhancedMonitoring: Rule = {
  id: 'CKV_AWS_118',
  family: 'security',
  severity: 'low',
  title: 'MySQL reports its operating system',
  what: '`monitoring_interval` of every `aws_db_instance` is above zero.',
  why: 'Without enhanced monitoring nobody sees which process eats memory or disk when queries slow down.',
  remedy: 'Use MysqlDatabase, which reports every 30 seconds.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html',
  check: each('aws_db_instance', (db) => mustReach(db, 'monitoring_interval', 1, 0)),
};
