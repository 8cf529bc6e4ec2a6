import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisKey: Rule = {
  id: 'CKV_AWS_191',
  family: 'security',
  severity: 'medium',
  title: 'Redis is encrypted under our key',
  what: '`kms_key_id` of every `aws_elasticache_replication_group` is given.',
  why: 'A key of AWS can be neither audited nor switched off by us. Changing it later replaces the cache.',
  remedy: 'Use RedisCache.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  check: each('aws_elasticache_replication_group', (redis) => mustHave(redis, 'kms_key_id', 'a key of ours')),
};
