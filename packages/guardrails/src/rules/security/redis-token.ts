import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisToken: Rule = {
  id: 'CKV_AWS_31',
  family: 'security',
  severity: 'high',
  title: 'Redis asks for a token or a user',
  what: 'Every `aws_elasticache_replication_group` has an `auth_token` or `user_group_ids`.',
  why: 'Otherwise every process in the network may read and flush it.',
  remedy: 'Use RedisCache, whose first token is made at apply.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html',
  check: each('aws_elasticache_replication_group', (redis) =>
    redis.has('auth_token') || redis.has('user_group_ids')
      ? undefined
      : 'auth_token or user_group_ids must be given, got neither',
  ),
};
