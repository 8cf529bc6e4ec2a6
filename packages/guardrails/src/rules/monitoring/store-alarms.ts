import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { inCode } from '../../reading/checks.ts';
import { subjectOf } from '../../reading/metric-subject.ts';
import { dimensionValue, type WatchedMetric, watchedMetrics } from '../../reading/watched-metrics.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** What must be watched of a data store. */
interface StoreAlarms {
  readonly type: string;
  readonly namespace: string;
  readonly dimension: string;
  readonly metrics: readonly string[];
  /** Metrics that only a replicated store has. @default - none */
  readonly replicated?: readonly string[];
}

const STORE_ALARMS: readonly StoreAlarms[] = [
  {
    type: 'aws_db_instance',
    namespace: 'AWS/RDS',
    dimension: 'DBInstanceIdentifier',
    metrics: ['CPUUtilization', 'DatabaseConnections', 'FreeStorageSpace', 'FreeableMemory'],
  },
  {
    type: 'aws_elasticache_replication_group',
    namespace: 'AWS/ElastiCache',
    dimension: 'CacheClusterId',
    metrics: ['CurrConnections', 'DatabaseMemoryUsagePercentage', 'EngineCPUUtilization'],
    replicated: ['ReplicationLag'],
  },
  {
    type: 'aws_mq_broker',
    namespace: 'AWS/AmazonMQ',
    dimension: 'Broker',
    metrics: ['MessageCount', 'RabbitMQDiskFree', 'RabbitMQMemUsed', 'SystemCpuUtilization'],
  },
];

export const storeAlarms: Rule = {
  id: 'SMILE_STORE_ALARMS',
  family: 'monitoring',
  severity: 'medium',
  title: 'Every data store has alarms on processor, memory, storage and connections',
  what: 'Alarms on the metrics of the table in this file name every `aws_db_instance`, every node of an `aws_elasticache_replication_group` and every `aws_mq_broker` by their dimension.',
  why: 'A store without them is full, slow or unreachable before anybody looks.',
  remedy: 'Use MysqlDatabase, RedisCache and RabbitMqBroker.',
  source:
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html',
  // In a plan or a state of one stack alarms may be elsewhere.
  check: inCode((context) => {
    const watched = watchedMetrics(context);
    return STORE_ALARMS.flatMap((row) =>
      context.resources(row.type).flatMap((store) => missing(row, store, watched, context)),
    );
  }),
};

function missing(
  row: StoreAlarms,
  store: Resource,
  watched: readonly WatchedMetric[],
  context: RuleContext,
): readonly Violation[] {
  const about = watched.filter(
    (metric) => metric.namespace === row.namespace && subjectOf(context, metric, row.dimension).resource === store,
  );
  const nodes = Block.of(store).number('num_cache_clusters') ?? 1;
  const wanted = [...row.metrics, ...(nodes > 1 ? (row.replicated ?? []) : [])];
  return wanted.flatMap((name) => {
    const alarms = about.filter((metric) => metric.name === name);
    const subjects = new Set(alarms.map((metric) => dimensionValue(metric, row.dimension)));
    if (subjects.size >= nodes) return [];
    const shown = nodes > 1 ? `, one for each of ${nodes} nodes, got ${subjects.size}` : ', got none';
    return [{ place: store, message: `must have an alarm on ${row.namespace} ${name}${shown}` }];
  });
}
