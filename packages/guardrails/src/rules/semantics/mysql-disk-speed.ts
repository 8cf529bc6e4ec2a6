import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const mysqlDiskSpeed: Rule = {
  id: 'SMILE_MYSQL_DISK_SPEED',
  family: 'semantics',
  severity: 'high',
  title: 'A small gp3 disk has no provisioned speed',
  what: '`iops` and `storage_throughput` of an `aws_db_instance` are absent below 400 GiB of gp3.',
  why: 'Plan accepts it, RDS refuses it.',
  remedy: 'Leave provisionedDisk out, or make the disk 400 GiB or larger.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html',
  check: argumentRules('db-gp3-iops', 'db-throughput'),
};
