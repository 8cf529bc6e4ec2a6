import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const redisFailoverNodes: Rule = {
  id: 'SMILE_REDIS_FAILOVER_NODES',
  family: 'semantics',
  severity: 'high',
  title: 'Failover of Redis has a node to go to',
  what: '`num_cache_clusters` of an `aws_elasticache_replication_group` with automatic failover is at least 2.',
  why: 'ElastiCache refuses failover with one node.',
  remedy: 'Give redis a replica, or leave failover off.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  check: argumentRules('redis-failover-nodes'),
};
