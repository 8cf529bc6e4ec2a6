import { each, mustBe } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisEncryptedOnDisk: Rule = {
  id: 'CKV_AWS_29',
  family: 'security',
  severity: 'high',
  title: 'Redis is encrypted on disk',
  what: '`at_rest_encryption_enabled` of every `aws_elasticache_replication_group` is true.',
  why: 'Snapshots of sessions and queues would be readable. Switching it on later replaces the cache.',
  remedy: 'Use RedisCache.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  check: each('aws_elasticache_replication_group', (redis) => mustBe(redis, 'at_rest_encryption_enabled', true)),
};
