import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlSnapshotTags: Rule = {
  id: 'CKV2_AWS_60',
  family: 'security',
  severity: 'low',
  title: 'Snapshots of MySQL carry its tags',
  what: '`copy_tags_to_snapshot` of every `aws_db_instance` is true.',
  why: 'A snapshot without owner and data class is kept for ever, because nobody dares to delete it.',
  remedy: 'Use MysqlDatabase.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html',
  check: each('aws_db_instance', (db) => mustBe(db, 'copy_tags_to_snapshot', true)),
};
