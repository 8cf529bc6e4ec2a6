import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const mysqlMonitoring: Rule = {
  id: 'SMILE_MYSQL_MONITORING',
  family: 'semantics',
  severity: 'high',
  title: 'Enhanced monitoring has a role and a known interval',
  what: '`monitoring_interval` of every `aws_db_instance` is one that RDS knows, and above zero comes with `monitoring_role_arn`.',
  why: 'Plan accepts an interval without a role, RDS refuses it.',
  remedy: 'Use MysqlDatabase, which makes the role.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
  check: argumentRules('db-monitoring-role', 'db-monitoring-interval'),
};
