import { Alarm, type AlarmProps, type AlarmTopic } from '@smile/core';
import { Construct } from 'constructs';

export interface RedisAlarmsProps {
  /** Name of the replication group; its nodes are called `<name>-001`, `<name>-002`, … */
  readonly identifier: string;
  /** Primary and replicas. Any node may become the primary, so each has every alarm. */
  readonly nodes: number;
  readonly topic: AlarmTopic;
}

/** Alarms of the nodes of one Redis cache. Each says what to look at first. */
export class RedisAlarms extends Construct {
  private readonly topic: AlarmTopic;

  constructor(scope: Construct, id: string, { identifier, nodes, topic }: RedisAlarmsProps) {
    super(scope, id);
    this.topic = topic;
    for (const number of Array.from({ length: nodes }, (_, index) => String(index + 1).padStart(3, '0'))) {
      const node = new Construct(this, `Node${number}`);
      this.watchNode(node, `${identifier}-${number}`);
      if (nodes > 1) this.watchReplication(node, `${identifier}-${number}`);
    }
  }

  private watchNode(scope: Construct, node: string): void {
    this.alarm(scope, 'CpuHigh', node, 'EngineCPUUtilization', {
      description: 'Redis, which has one thread, above 80% for 15 minutes; look at the slow log',
      threshold: 80,
    });
    this.alarm(scope, 'MemoryHigh', node, 'DatabaseMemoryUsagePercentage', {
      description: 'More than 80% of the memory used; look for keys without an expiry, or use a larger node',
      threshold: 80,
    });
    this.alarm(scope, 'Evictions', node, 'Evictions', {
      description: 'Keys, sessions among them, are thrown out to make room; use a larger node',
      threshold: 0,
    });
    this.alarm(scope, 'ConnectionsHigh', node, 'CurrConnections', {
      description: 'More than 50,000 of 65,000 connections; look for a pool that leaks',
      threshold: 50_000,
    });
  }

  private watchReplication(scope: Construct, node: string): void {
    this.alarm(scope, 'ReplicationLag', node, 'ReplicationLag', {
      description: 'Replica more than 30 seconds behind; a failover would lose that much; look at writes and network',
      threshold: 30,
      // Only the replica of the day publishes it.
      silence: 'good',
    });
  }

  private alarm(
    scope: Construct,
    id: string,
    node: string,
    metric: string,
    props: Omit<AlarmProps, 'metric' | 'topic'>,
  ): void {
    new Alarm(scope, id, {
      ...props,
      topic: this.topic,
      metric: { namespace: 'AWS/ElastiCache', name: metric, dimensions: { CacheClusterId: node } },
    });
  }
}
