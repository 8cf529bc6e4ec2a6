import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisVersionForm: Rule = {
  id: 'SMILE_REDIS_VERSION_FORM',
  family: 'semantics',
  severity: 'medium',
  title: 'The version of Redis has two parts',
  what: '`engine_version` of an `aws_elasticache_replication_group` is as in 6.2 or 7.1.',
  why: 'The provider refuses 7.1.0, and 6.x moves by itself to the newest minor.',
  remedy: 'Write major and minor.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/elasticache_replication_group',
  check: each('aws_elasticache_replication_group', (redis) => {
    const version = redis.text('engine_version');
    return version === undefined || /^\d+\.\d+$/.test(version)
      ? undefined
      : `engine_version must be as in 7.1, got "${version}"`;
  }),
};
