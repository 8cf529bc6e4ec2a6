import type { Addon, PlatformContext } from '@smile/cluster-platform';
import type { DataPlatformValues, PrivateBucket } from '@smile/core';
import { clickhouse, clickhouseClaims, clickhouseGate } from './addons/clickhouse/clickhouse.ts';
import { clickhouseBackup } from './addons/clickhouse-backup/clickhouse-backup.ts';
import { clickhouseOperator } from './addons/clickhouse-operator/clickhouse-operator.ts';
import { dataAlerts } from './addons/data-alerts/data-alerts.ts';
import { kafka, kafkaClaims } from './addons/kafka/kafka.ts';
import { kafkaGate } from './addons/kafka/kafka-gate.ts';
import { type KafkaContents, kafkaTopics } from './addons/kafka-topics/kafka-topics.ts';
import { localVolumes } from './addons/local-volumes/local-volumes.ts';
import { drainCleaner } from './addons/strimzi/drain-cleaner.ts';
import { strimziOperator } from './addons/strimzi/strimzi-operator.ts';
import { zookeeper, zookeeperClaims } from './addons/zookeeper/zookeeper.ts';

export interface DataStoresProps {
  readonly values: DataPlatformValues;
  /** Bucket of backups of ClickHouse, which gets a folder of it. */
  readonly backups: PrivateBucket;
  /** What is in Kafka, and who may use it. */
  readonly contents: KafkaContents;
}

/** What keeps the data of the data platform: Kafka, ZooKeeper, ClickHouse, and the disks that they are on. */
export function dataStores(context: PlatformContext, { values, backups, contents }: DataStoresProps): readonly Addon[] {
  const onNodes = [kafkaClaims(values), zookeeperClaims(values), clickhouseClaims(values)].filter(
    ({ disks }) => disks === 'of-nodes',
  );
  const disks = onNodes.map(({ component }) => component);
  return [
    ...(disks.length === 0 ? [] : [localVolumes(context, disks)]),
    strimziOperator(context),
    // With one broker, a node that is drained takes Kafka along, and nothing is gained by waiting.
    ...(values.kafka.brokers === 1 ? [] : [drainCleaner(context)]),
    kafka(context, values),
    kafkaTopics(context, values, contents),
    kafkaGate(context, values, contents),
    zookeeper(context, values),
    clickhouseOperator(context),
    clickhouse(context, values, backups),
    clickhouseGate(context, values),
    clickhouseBackup(context, values),
    dataAlerts(context),
  ];
}
