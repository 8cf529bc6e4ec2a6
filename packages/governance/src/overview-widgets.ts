import type { GraphWidget } from './dashboard.ts';

/** What somebody wants to see first when something is wrong, from the edge to the data stores. */
export const OVERVIEW_WIDGETS: readonly GraphWidget[] = [
  graph('Load balancers: requests', 'AWS/ApplicationELB', 'RequestCount', ['LoadBalancer'], 'Sum'),
  graph('Load balancers: answers 5xx', 'AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', ['LoadBalancer'], 'Sum'),
  graph('Load balancers: seconds to answer', 'AWS/ApplicationELB', 'TargetResponseTime', ['LoadBalancer'], 'Average'),
  graph('Hosts: CPU %', 'AWS/EC2', 'CPUUtilization', ['AutoScalingGroupName'], 'Average'),
  graph('Hosts: failed checks', 'AWS/EC2', 'StatusCheckFailed', ['InstanceId'], 'Maximum'),
  graph('NAT gateways: ports that ran out', 'AWS/NATGateway', 'ErrorPortAllocation', ['NatGatewayId'], 'Sum'),
  graph('MySQL: CPU %', 'AWS/RDS', 'CPUUtilization', ['DBInstanceIdentifier'], 'Average'),
  graph('MySQL: free storage, bytes', 'AWS/RDS', 'FreeStorageSpace', ['DBInstanceIdentifier'], 'Minimum'),
  graph('MySQL: connections', 'AWS/RDS', 'DatabaseConnections', ['DBInstanceIdentifier'], 'Maximum'),
  graph(
    'Redis: memory used, %',
    'AWS/ElastiCache',
    'DatabaseMemoryUsagePercentage',
    ['CacheClusterId', 'CacheNodeId'],
    'Maximum',
  ),
  graph('RabbitMQ: messages waiting', 'AWS/AmazonMQ', 'MessageCount', ['Broker'], 'Maximum'),
  graph('Backups that failed', 'AWS/Backup', 'NumberOfBackupJobsFailed', ['BackupVaultName', 'ResourceType'], 'Sum'),
];

function graph(
  title: string,
  namespace: string,
  name: string,
  dimensions: readonly string[],
  statistic: GraphWidget['metric']['statistic'],
): GraphWidget {
  return { title, metric: { namespace, name, dimensions, statistic } };
}
