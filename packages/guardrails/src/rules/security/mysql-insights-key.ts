import { each, mustBe, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlInsightsKey: Rule = {
  id: 'CKV_AWS_354',
  family: 'security',
  severity: 'low',
  title: 'Performance Insights is on, under our key',
  what: '`performance_insights_enabled` of every `aws_db_instance` is true, with a `performance_insights_kms_key_id`.',
  why: "Insights keep the texts of queries, which may hold patients' data; and without them a slow query has no name.",
  remedy: 'Use MysqlDatabase.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.access-control.html',
  includes: ['CKV_AWS_353'],
  check: each(
    'aws_db_instance',
    (db) =>
      mustBe(db, 'performance_insights_enabled', true) ??
      mustHave(db, 'performance_insights_kms_key_id', 'a key of ours'),
  ),
};
