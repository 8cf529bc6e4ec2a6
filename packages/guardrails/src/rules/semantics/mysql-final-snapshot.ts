import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlFinalSnapshot: Rule = {
  id: 'SMILE_MYSQL_FINAL_SNAPSHOT',
  family: 'semantics',
  severity: 'high',
  title: 'MySQL that keeps a last snapshot names it',
  what: 'An `aws_db_instance` without `skip_final_snapshot` has a `final_snapshot_identifier`.',
  why: 'Plan accepts it. The destroy then fails half-way, with everything that hangs on the instance already gone.',
  remedy: 'Use MysqlDatabase, which names the snapshot after the day.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DeleteDBInstance.html',
  check: each('aws_db_instance', (db) =>
    db.flag('skip_final_snapshot', false) === false && !db.has('final_snapshot_identifier')
      ? 'final_snapshot_identifier must be given where skip_final_snapshot is not true, got nothing'
      : undefined,
  ),
};
