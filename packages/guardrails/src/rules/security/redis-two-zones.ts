import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisTwoZones: Rule = {
  id: 'CKV2_AWS_50',
  family: 'security',
  severity: 'high',
  title: 'Redis has a replica in another zone',
  what: '`multi_az_enabled` and `automatic_failover_enabled` of every `aws_elasticache_replication_group` are true.',
  why: 'Without a replica the loss of a zone logs everybody out and loses what is queued.',
  remedy: 'Give redis a replica in the environment.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html',
  check: each(
    'aws_elasticache_replication_group',
    (redis) => mustBe(redis, 'multi_az_enabled', true) ?? mustBe(redis, 'automatic_failover_enabled', true),
  ),
};
