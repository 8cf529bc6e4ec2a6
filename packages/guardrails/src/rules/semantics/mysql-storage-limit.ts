import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const mysqlStorageLimit: Rule = {
  id: 'SMILE_MYSQL_STORAGE_LIMIT',
  family: 'semantics',
  severity: 'medium',
  title: 'A disk that grows has room to grow, and backups that RDS can keep',
  what: '`max_allocated_storage` of an `aws_db_instance` exceeds `allocated_storage` by a tenth; `backup_retention_period` is at most 35 days.',
  why: 'RDS refuses a lower limit; without autoscaling, Terraform would also shrink what grew.',
  remedy: 'Raise storageLimit of the instance in the environment.',
  source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PIOPS.Autoscaling.html',
  check: argumentRules('db-autoscaling-limit', 'db-backup-retention'),
};
