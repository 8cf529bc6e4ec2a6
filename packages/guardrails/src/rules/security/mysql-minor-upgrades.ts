import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlMinorUpgrades: Rule = {
  id: 'CKV_AWS_226',
  family: 'security',
  severity: 'medium',
  title: 'MySQL takes minor versions by itself',
  what: '`auto_minor_version_upgrade` of every `aws_db_instance` is true.',
  why: 'Security fixes of MySQL come as minor versions, and AWS ends old ones within a year.',
  remedy: 'Use MysqlDatabase; the upgrade comes in the maintenance window.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html',
  check: each('aws_db_instance', (db) => mustBe(db, 'auto_minor_version_upgrade', true, true)),
};
