import { Alarm, type AlarmProps, type AlarmTopic } from '@smile/core';
import { Construct } from 'constructs';
import { memoryGibibytes } from '../classes/instance-memory.ts';

export interface RabbitMqAlarmsProps {
  readonly brokerName: string;
  /** Without the `mq.` prefix; its memory decides when memory is short. */
  readonly instanceType: string;
  /** Messages that wait before somebody is told. */
  readonly messages: number;
  readonly topic: AlarmTopic;
}

const GIBIBYTE = 1024 ** 3;

/** RabbitMQ stops taking messages at this share of a node's memory: `vm_memory_high_watermark` of Amazon MQ. */
const HIGH_WATERMARK = 0.4;

/** Alarms of one broker. Each says what to look at first. */
export class RabbitMqAlarms extends Construct {
  private readonly topic: AlarmTopic;
  private readonly brokerName: string;

  constructor(scope: Construct, id: string, props: RabbitMqAlarmsProps) {
    super(scope, id);
    this.topic = props.topic;
    this.brokerName = props.brokerName;
    this.watchNodes(memoryGibibytes(props.instanceType) * GIBIBYTE, diskGibibytes(props.instanceType) * GIBIBYTE);
    this.watchMessages(props.messages);
  }

  private watchNodes(memory: number, disk: number): void {
    this.alarm('CpuHigh', 'SystemCpuUtilization', {
      description: 'Processor above 80% for 15 minutes; look at queues, connections and their churn in the console',
      threshold: 80,
    });
    this.alarm('MemoryHigh', 'RabbitMQMemUsed', {
      description: 'Memory at 80% of the mark where publishers are blocked (bytes); look for queues that nobody reads',
      threshold: Math.round(memory * HIGH_WATERMARK * 0.8),
    });
    this.alarm('DiskLow', 'RabbitMQDiskFree', {
      description: 'Less than 20% of the disk free (bytes); look for queues that nobody reads',
      when: 'below',
      threshold: Math.round(disk * 0.2),
    });
  }

  private watchMessages(messages: number): void {
    this.alarm('MessagesWaiting', 'MessageCount', {
      description: 'Messages pile up; look for a consumer that has stopped',
      threshold: messages,
    });
    this.alarm('ConnectionsGone', 'ConnectionCount', {
      description: 'Nobody is connected; look at the services, the security group and the credentials',
      when: 'below',
      threshold: 1,
      // A new broker has no clients yet and publishes nothing.
      silence: 'ignored',
    });
  }

  private alarm(id: string, metric: string, props: Omit<AlarmProps, 'metric' | 'topic'>): void {
    new Alarm(this, id, {
      ...props,
      topic: this.topic,
      metric: { namespace: 'AWS/AmazonMQ', name: metric, dimensions: { Broker: this.brokerName } },
    });
  }
}

/** Source: Amazon MQ guide, "Broker instance types": 20 GB for mq.t3.micro, 200 GB for the others. */
function diskGibibytes(instanceType: string): number {
  return instanceType === 't3.micro' ? 20 : 200;
}
