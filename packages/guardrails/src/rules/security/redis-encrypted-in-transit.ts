import { each, mustBe, mustBeOneOf } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisEncryptedInTransit: Rule = {
  id: 'CKV_AWS_30',
  family: 'security',
  severity: 'high',
  title: 'Redis speaks TLS only',
  what: '`transit_encryption_enabled` of every `aws_elasticache_replication_group` is true, and the mode is `required`.',
  why: 'Sessions and passwords would cross the network in clear text.',
  remedy: 'Use RedisCache.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html',
  check: each(
    'aws_elasticache_replication_group',
    (redis) =>
      mustBe(redis, 'transit_encryption_enabled', true) ??
      mustBeOneOf(redis, 'transit_encryption_mode', ['required'], 'required'),
  ),
};
