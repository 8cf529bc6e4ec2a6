import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const redisLogs: Rule = {
  id: 'SMILE_REDIS_LOGS',
  family: 'security',
  severity: 'low',
  title: 'Redis delivers its slow and engine logs',
  what: '`log_delivery_configuration` of every `aws_elasticache_replication_group` has `slow-log` and `engine-log`, each into a group of its own.',
  why: 'Nothing else tells why Redis was slow or failed over; two logs in one group cannot be told apart.',
  remedy: 'Use RedisCache.',
  source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html',
  check: each('aws_elasticache_replication_group', (redis) => {
    if (redis.isUnknown('log_delivery_configuration')) return undefined;
    const types = redis.blocks('log_delivery_configuration').map((log) => log.text('log_type'));
    const missing = ['slow-log', 'engine-log'].filter((type) => !types.includes(type));
    return missing.length === 0 ? undefined : `log_delivery_configuration must have ${missing.join(' and ')}`;
  }),
};
