import { judgeSupport } from '../../reading/support.ts';
import type { Rule } from '../../rule.ts';

export const redisVersion: Rule = {
  id: 'SMILE_LIFECYCLE_REDIS',
  family: 'lifecycle',
  severity: 'high',
  title: 'Redis and Valkey are versions that ElastiCache supports',
  what: '`engine_version` of every `aws_elasticache_replication_group`; warned 180 days before its standard support ends, failed 30 days after.',
  why: 'After the end AWS enrols the cache in paid extended support by itself.',
  remedy: 'Upgrade to Redis 7.1, or in place to Valkey 8.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/extended-support-versions.html',
  check: (context) => [...judgeSupport(context, 'elasticache-redis'), ...judgeSupport(context, 'elasticache-valkey')],
};
