import { judgeSupport } from '../../reading/support.ts';
import type { Rule } from '../../rule.ts';

export const mysqlVersion: Rule = {
  id: 'SMILE_LIFECYCLE_MYSQL',
  family: 'lifecycle',
  severity: 'high',
  title: 'MySQL is a version that RDS supports',
  what: '`engine_version` of every `aws_db_instance` of MySQL; warned 180 days before its standard support ends, failed 30 days after.',
  why: 'After the end AWS charges per vCPU and hour on top, for the standby too, and three years later upgrades by force.',
  remedy: 'Set version of the instance to 8.4; rehearse the upgrade on a restored snapshot.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html',
  check: (context) => judgeSupport(context, 'rds-mysql'),
};
