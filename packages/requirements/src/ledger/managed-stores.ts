import { SIZES } from '../amendments.ts';
import type { EnvironmentExamination } from '../examination.ts';

const REDIS_NODE = SIZES.of('APP-REDIS', 'node_type', 'cache.m5.xlarge');
const BROKER = SIZES.of('APP-MQ', 'host_instance_type', 'mq.m5.large');

/** Caching and sessions. */
export function hasRedis(one: EnvironmentExamination): void {
  const redis = one.one('Redis', one.ofType('aws_elasticache_replication_group'));
  if (redis === undefined) return;
  one.equal(redis, 'engine', 'redis');
  one.equal(redis, 'engine_version', '6.2');
  one.size(redis, 'node_type', REDIS_NODE);
}

/** Messaging and events. */
export function hasRabbitMq(one: EnvironmentExamination): void {
  const broker = one.one('RabbitMQ', one.ofType('aws_mq_broker'));
  if (broker === undefined) return;
  one.equal(broker, 'engine_type', 'RabbitMQ');
  one.equal(broker, 'engine_version', '3.13');
  one.size(broker, 'host_instance_type', BROKER);
}
