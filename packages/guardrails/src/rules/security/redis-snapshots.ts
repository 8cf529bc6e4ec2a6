import { each, mustReach } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisSnapshots: Rule = {
  id: 'SMILE_REDIS_SNAPSHOTS',
  family: 'security',
  severity: 'medium',
  title: 'Redis keeps daily snapshots',
  what: '`snapshot_retention_limit` of every `aws_elasticache_replication_group` is at least 1.',
  why: "AWS Backup does not take replication groups, so these snapshots are the only ones. (Checkov's CKV_AWS_134 looks at lone clusters only.)",
  remedy: 'Use RedisCache.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html',
  check: each('aws_elasticache_replication_group', (redis) => mustReach(redis, 'snapshot_retention_limit', 1, 0)),
};
