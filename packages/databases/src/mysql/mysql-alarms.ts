import { Alarm, type AlarmProps, type AlarmTopic, inGibibytes } from '@smile/core';
import { Construct } from 'constructs';
import { isBurstable, memoryGibibytes } from '../classes/instance-memory.ts';
import type { MysqlSettings } from './mysql-settings.ts';

export interface MysqlAlarmsProps {
  readonly identifier: string;
  readonly settings: Pick<MysqlSettings, 'alarmTopic' | 'changeDataCapture' | 'instanceClass' | 'storage'>;
}

const GIBIBYTE = 1024 ** 3;

/** RDS allows one connection per so many bytes of memory. Source: default parameter group, `max_connections`. */
const BYTES_PER_CONNECTION = 12_582_880;

/** Alarms of one MySQL instance. Each says what to look at first. */
export class MysqlAlarms extends Construct {
  private readonly topic: AlarmTopic;
  private readonly identifier: string;

  constructor(scope: Construct, id: string, { identifier, settings }: MysqlAlarmsProps) {
    super(scope, id);
    this.topic = settings.alarmTopic;
    this.identifier = identifier;
    this.watchProcessor();
    this.watchMemory(memoryGibibytes(settings.instanceClass) * GIBIBYTE);
    this.watchDisk(inGibibytes(settings.storage) * GIBIBYTE);
    if (settings.changeDataCapture) this.watchBinaryLog(inGibibytes(settings.storage) * GIBIBYTE);
    if (isBurstable(settings.instanceClass)) this.watchCredits();
  }

  private watchProcessor(): void {
    this.alarm('CpuHigh', 'CPUUtilization', {
      description: 'Processor above 80% for 15 minutes; look at Performance Insights, top SQL',
      threshold: 80,
    });
  }

  private watchMemory(bytes: number): void {
    this.alarm('MemoryLow', 'FreeableMemory', {
      description: 'Less than 5% of memory free (bytes); look at the number of connections and at temporary tables',
      when: 'below',
      threshold: Math.round(bytes * 0.05),
    });
    this.alarm('ConnectionsHigh', 'DatabaseConnections', {
      description: 'More than 80% of the connections in use; look for a pool that leaks or a deployment that scaled',
      threshold: Math.floor((bytes / BYTES_PER_CONNECTION) * 0.8),
    });
  }

  private watchDisk(bytes: number): void {
    this.alarm('StorageLow', 'FreeStorageSpace', {
      description:
        'Less than 5% of the disk free (bytes) although it grows at 10%; look whether storageLimit is reached',
      when: 'below',
      threshold: Math.round(bytes * 0.05),
    });
    this.alarm('DiskBurstLow', 'EBSIOBalance%', {
      description:
        'Less than 20% of the disk burst of the instance class left; look at the queries, or use a larger class',
      when: 'below',
      threshold: 20,
      // Large classes have no burst to use up and publish nothing.
      silence: 'ignored',
    });
  }

  private watchBinaryLog(bytes: number): void {
    this.alarm('BinaryLogLarge', 'BinLogDiskUsage', {
      description: 'Binary logs fill more than 20% of the disk (bytes); look whether Debezium has stopped reading',
      threshold: Math.round(bytes * 0.2),
    });
  }

  private watchCredits(): void {
    this.alarm('CpuCreditsLow', 'CPUCreditBalance', {
      description: 'Processor credits run out, after which the class is slow; use a larger class or one that is not t',
      when: 'below',
      threshold: 20,
    });
  }

  private alarm(id: string, metric: string, props: Omit<AlarmProps, 'metric' | 'topic'>): void {
    new Alarm(this, id, {
      ...props,
      topic: this.topic,
      metric: { namespace: 'AWS/RDS', name: metric, dimensions: { DBInstanceIdentifier: this.identifier } },
    });
  }
}
