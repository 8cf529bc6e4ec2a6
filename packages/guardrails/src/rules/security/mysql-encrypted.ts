import { each, mustBe, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const mysqlEncrypted: Rule = {
  id: 'CKV_AWS_16',
  family: 'security',
  severity: 'high',
  title: 'MySQL is encrypted on disk, under our key',
  what: '`storage_encrypted` of every `aws_db_instance` is true and `kms_key_id` is given.',
  why: 'Disks, replicas and snapshots of an unencrypted instance are readable by whoever gets at them, and encryption can only be added by making a new instance.',
  remedy: 'Use MysqlDatabase, which encrypts with the key of the storage stack.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html',
  check: each(
    'aws_db_instance',
    (db) => mustBe(db, 'storage_encrypted', true) ?? mustHave(db, 'kms_key_id', 'a key of ours'),
  ),
};
