import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlPrivate: Rule = {
  id: 'CKV_AWS_17',
  family: 'security',
  severity: 'high',
  title: 'MySQL has no public address',
  what: '`publicly_accessible` of every `aws_db_instance` is false.',
  why: "A public address puts patients' data one password away from the internet.",
  remedy: 'Leave it to MysqlDatabase; people go through smile connect.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html',
  check: each('aws_db_instance', (db) => mustBe(db, 'publicly_accessible', false)),
};
