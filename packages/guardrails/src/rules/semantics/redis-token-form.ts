import { argumentRules } from '../../reading/argument-rules.ts';
import type { Rule } from '../../rule.ts';

export const redisTokenForm: Rule = {
  id: 'SMILE_REDIS_TOKEN_FORM',
  family: 'semantics',
  severity: 'high',
  title: 'A token of Redis comes with TLS, a strategy, and a form that ElastiCache takes',
  what: '`auth_token` of an `aws_elasticache_replication_group` has TLS, `auth_token_update_strategy` and 16 to 128 allowed characters.',
  why: 'Plan accepts a token without TLS or strategy; ElastiCache, or the provider at apply, refuses it.',
  remedy: 'Use RedisCache.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html',
  check: argumentRules('redis-auth-needs-tls', 'redis-token-strategy', 'redis-token-form'),
};
