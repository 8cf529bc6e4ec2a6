import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlDeletionProtection: Rule = {
  id: 'CKV_AWS_293',
  family: 'security',
  severity: 'high',
  title: 'AWS refuses to delete MySQL',
  what: '`deletion_protection` of every `aws_db_instance` is true, unless its tags say why it may be deleted.',
  why: 'prevent_destroy stops Terraform only. A click in the console would still delete the instance.',
  remedy: 'Keep deletion of MysqlDatabase protected, or give the reason that both keys ask for.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html',
  check: each('aws_db_instance', (db, { tagsAll }) =>
    'deletion-allowed-because' in tagsAll ? undefined : mustBe(db, 'deletion_protection', true),
  ),
};
