import { type MetricService, NO_SUM } from './metric-service.ts';

const MEBIBYTE = 1024 ** 2;
const TEBIBYTE = 1024 ** 4;

/** A threshold below a mebibyte is a share or a count of gibibytes; one beyond 64 TiB no disk can reach. */
const BYTES = [MEBIBYTE, 64 * TEBIBYTE] as const;

const INSTANCE = [['DBInstanceIdentifier']];

/** One node of a cache; ElastiCache publishes each metric with and without the number of the node. */
const CACHE = [['CacheClusterId'], ['CacheClusterId', 'CacheNodeId']];

const BROKER = [['Broker']];
const BROKER_OR_NODE = [['Broker'], ['Broker', 'Node']];
const BROKER_OR_QUEUE = [['Broker'], ['Broker', 'Queue', 'VirtualHost']];

/** Metrics of databases, caches and brokers. */
export const DATA_STORE_METRICS: readonly MetricService[] = [
  {
    namespace: 'AWS/RDS',
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html',
    rows: [
      { names: 'CPUUtilization', dimensions: INSTANCE, unit: 'percent', bad: 'high', statistics: NO_SUM },
      {
        names: 'BurstBalance EBSIOBalance% EBSByteBalance%',
        dimensions: INSTANCE,
        unit: 'percent',
        bad: 'low',
        statistics: NO_SUM,
      },
      {
        names: 'CPUCreditBalance',
        dimensions: INSTANCE,
        unit: 'credits',
        bad: 'low',
        everySeconds: 300,
        statistics: NO_SUM,
      },
      {
        names: 'CPUCreditUsage CPUSurplusCreditBalance CPUSurplusCreditsCharged',
        dimensions: INSTANCE,
        unit: 'credits',
        bad: 'high',
        everySeconds: 300,
      },
      {
        names: 'FreeStorageSpace FreeLocalStorage FreeableMemory',
        dimensions: INSTANCE,
        unit: 'bytes',
        bad: 'low',
        statistics: NO_SUM,
        plausible: BYTES,
      },
      {
        names: 'BinLogDiskUsage SwapUsage ReplicationSlotDiskUsage TransactionLogsDiskUsage',
        dimensions: INSTANCE,
        unit: 'bytes',
        bad: 'high',
        statistics: NO_SUM,
        plausible: BYTES,
      },
      {
        names:
          'DatabaseConnections DiskQueueDepth ReadIOPS WriteIOPS NetworkReceiveThroughput NetworkTransmitThroughput ReadThroughput WriteThroughput',
        dimensions: INSTANCE,
        unit: 'count',
        bad: 'either',
        statistics: NO_SUM,
      },
      {
        names: 'ReadLatency WriteLatency',
        dimensions: INSTANCE,
        unit: 'seconds',
        bad: 'high',
        statistics: NO_SUM,
        plausible: [0, 10],
      },
      { names: 'ReplicaLag', dimensions: INSTANCE, unit: 'seconds', bad: 'high', statistics: NO_SUM },
    ],
  },
  {
    namespace: 'AWS/ElastiCache',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html',
    rows: [
      {
        names: 'CPUUtilization EngineCPUUtilization DatabaseMemoryUsagePercentage DatabaseCapacityUsagePercentage',
        dimensions: CACHE,
        unit: 'percent',
        bad: 'high',
        statistics: NO_SUM,
      },
      { names: 'CacheHitRate', dimensions: CACHE, unit: 'percent', bad: 'low', statistics: NO_SUM },
      { names: 'FreeableMemory', dimensions: CACHE, unit: 'bytes', bad: 'low', statistics: NO_SUM, plausible: BYTES },
      {
        names: 'SwapUsage BytesUsedForCache',
        dimensions: CACHE,
        unit: 'bytes',
        bad: 'high',
        statistics: NO_SUM,
        plausible: BYTES,
      },
      {
        names:
          'Evictions Reclaimed AuthenticationFailures KeyAuthorizationFailures CommandAuthorizationFailures CacheMisses',
        dimensions: CACHE,
        unit: 'count',
        bad: 'high',
      },
      {
        names: 'CurrConnections NewConnections CurrItems CacheHits NetworkBytesIn NetworkBytesOut',
        dimensions: CACHE,
        unit: 'count',
        bad: 'either',
      },
      {
        names:
          'NetworkBandwidthInAllowanceExceeded NetworkBandwidthOutAllowanceExceeded NetworkConntrackAllowanceExceeded NetworkPacketsPerSecondAllowanceExceeded',
        dimensions: CACHE,
        unit: 'count',
        bad: 'high',
      },
      { names: 'ReplicationLag', dimensions: CACHE, unit: 'seconds', bad: 'high', statistics: NO_SUM },
      { names: 'MemoryFragmentationRatio', dimensions: CACHE, unit: 'count', bad: 'either', statistics: NO_SUM },
      { names: 'IsMaster MasterLinkHealthStatus', dimensions: CACHE, unit: 'flag', bad: 'low' },
    ],
  },
  {
    namespace: 'AWS/AmazonMQ',
    source: 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-logging-monitoring.html',
    rows: [
      { names: 'SystemCpuUtilization', dimensions: BROKER_OR_NODE, unit: 'percent', bad: 'high', statistics: NO_SUM },
      {
        names: 'RabbitMQMemUsed',
        dimensions: BROKER_OR_NODE,
        unit: 'bytes',
        bad: 'high',
        statistics: NO_SUM,
        plausible: BYTES,
      },
      {
        names: 'RabbitMQDiskFree',
        dimensions: BROKER_OR_NODE,
        unit: 'bytes',
        bad: 'low',
        statistics: NO_SUM,
        plausible: BYTES,
      },
      { names: 'RabbitMQFdUsed', dimensions: BROKER_OR_NODE, unit: 'count', bad: 'high', statistics: NO_SUM },
      {
        names: 'MessageCount MessageReadyCount MessageUnacknowledgedCount',
        dimensions: BROKER_OR_QUEUE,
        unit: 'count',
        bad: 'high',
        statistics: NO_SUM,
      },
      { names: 'ConsumerCount', dimensions: BROKER_OR_QUEUE, unit: 'count', bad: 'either', statistics: NO_SUM },
      {
        names: 'ConnectionCount ChannelCount ExchangeCount QueueCount PublishRate ConfirmRate AckRate',
        dimensions: BROKER,
        unit: 'count',
        bad: 'either',
        statistics: NO_SUM,
      },
      // Those of ActiveMQ, whose dimension `Broker` is the name with `-1` or `-2`.
      {
        names: 'CpuUtilization HeapUsage StorePercentUsage',
        dimensions: BROKER,
        unit: 'percent',
        bad: 'high',
        statistics: NO_SUM,
      },
      {
        names: 'TotalMessageCount CurrentConnectionsCount',
        dimensions: BROKER,
        unit: 'count',
        bad: 'either',
        statistics: NO_SUM,
      },
      { names: 'QueueSize', dimensions: [['Broker', 'Queue']], unit: 'count', bad: 'high', statistics: NO_SUM },
    ],
  },
];
