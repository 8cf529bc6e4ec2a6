import type { Dashboard } from './dashboard.ts';
import { type AwsQuery, awsGraph } from './panel.ts';

const of =
  (namespace: string, dimension: string) =>
  (metric: string, statistic: AwsQuery['statistic'] = 'Average'): AwsQuery => ({
    namespace,
    metric,
    dimension,
    statistic,
  });

// https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-metrics.html
const mysql = of('AWS/RDS', 'DBInstanceIdentifier');
// https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.Redis.html
const redis = of('AWS/ElastiCache', 'CacheClusterId');
// https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/rabbitmq-logging-monitoring.html
const rabbitmq = of('AWS/AmazonMQ', 'Broker');
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
const balancer = of('AWS/ApplicationELB', 'LoadBalancer');

/**
 * MySQL, Redis, RabbitMQ and load balancers, from CloudWatch. Asked again every five minutes only, because each query of CloudWatch
 * is paid for.
 */
export const DATA_STORES: Dashboard = {
  uid: 'smile-data-stores',
  title: 'Data stores',
  description: 'MySQL, Redis, RabbitMQ and load balancers, as CloudWatch sees them.',
  refresh: '5m',
  rows: [
    {
      title: 'MySQL',
      panels: [
        awsGraph({
          title: 'CPU',
          unit: 'percent',
          queries: [mysql('CPUUtilization')],
          thresholds: { warning: 70, bad: 90 },
        }),
        awsGraph({ title: 'Connections', unit: 'short', queries: [mysql('DatabaseConnections', 'Maximum')] }),
        awsGraph({ title: 'Free storage', unit: 'bytes', queries: [mysql('FreeStorageSpace', 'Minimum')] }),
        awsGraph({
          title: 'How long reads and writes take',
          unit: 's',
          queries: [mysql('ReadLatency'), mysql('WriteLatency')],
        }),
      ],
    },
    {
      title: 'Redis',
      panels: [
        awsGraph({
          title: 'CPU of the one thread',
          unit: 'percent',
          queries: [redis('EngineCPUUtilization', 'Maximum')],
        }),
        awsGraph({
          title: 'Memory used',
          unit: 'percent',
          queries: [redis('DatabaseMemoryUsagePercentage', 'Maximum')],
        }),
        awsGraph({ title: 'Keys thrown out for want of memory', unit: 'short', queries: [redis('Evictions', 'Sum')] }),
        awsGraph({ title: 'Connections', unit: 'short', queries: [redis('CurrConnections', 'Maximum')] }),
      ],
    },
    {
      title: 'RabbitMQ',
      panels: [
        awsGraph({ title: 'Messages that wait', unit: 'short', queries: [rabbitmq('MessageReadyCount', 'Maximum')] }),
        awsGraph({
          title: 'Messages that nobody has confirmed',
          unit: 'short',
          queries: [rabbitmq('MessageUnacknowledgedCount', 'Maximum')],
        }),
        awsGraph({ title: 'Consumers', unit: 'short', queries: [rabbitmq('ConsumerCount', 'Minimum')] }),
        awsGraph({ title: 'CPU', unit: 'percent', queries: [rabbitmq('SystemCpuUtilization', 'Maximum')] }),
      ],
    },
    {
      title: 'Load balancers',
      panels: [
        awsGraph({ title: 'Requests', unit: 'short', queries: [balancer('RequestCount', 'Sum')] }),
        awsGraph({
          title: 'Errors of the balancer, and of what is behind it',
          unit: 'short',
          queries: [balancer('HTTPCode_ELB_5XX_Count', 'Sum'), balancer('HTTPCode_Target_5XX_Count', 'Sum')],
        }),
        awsGraph({ title: 'How long pods take', unit: 's', queries: [balancer('TargetResponseTime')] }),
      ],
    },
  ],
};
