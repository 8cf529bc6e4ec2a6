import type { KafkaConnector } from '@smile/cluster-platform';
import type { ClickhouseSink } from '../../flow/clickhouse-sinks.ts';
import { CONTROL_TOPICS } from '../../flow/flow-names.ts';
import { CLICKHOUSE_HOST, CLICKHOUSE_PORTS } from '../clickhouse/clickhouse-addresses.ts';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';
import { fromSecret, OF_CONNECT } from '../kafka-connect/connect-addresses.ts';

const SECRET = 'clickhouse-ingest';

export interface SinkSettings {
  /** Copies of the topic of dead letters, should Kafka Connect have to make it. */
  readonly replication: number;
  /** Replicas of ClickHouse that must have rows before their offsets count as done. */
  readonly insertQuorum: number;
  readonly generation: number;
}

/**
 * A sink of ClickHouse. Source: https://clickhouse.com/docs/integrations/kafka/clickhouse-kafka-connect-sink
 *
 * An event is inserted at least once, and counts once: its version is its offset, so that a repetition replaces itself. The connector's
 * own `exactlyOnce` would keep its state in ClickHouse's KeeperMap, which adds a store that can be lost (ADR 0036).
 */
export function sinkConnector({ name, database, tables }: ClickhouseSink, settings: SinkSettings): KafkaConnector {
  const topics = Object.keys(tables);
  const map = Object.entries(tables).map(([topic, table]) => `${topic}=${table}`);
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaConnector',
    metadata: { name, namespace: KAFKA_NAMESPACE, labels: OF_CONNECT },
    spec: {
      class: 'com.clickhouse.kafka.connect.ClickHouseSinkConnector',
      tasksMax: Math.min(topics.length, 3),
      autoRestart: { enabled: true, maxRestarts: 10 },
      config: {
        topics: topics.join(','),
        topic2TableMap: map.join(','),
        hostname: CLICKHOUSE_HOST,
        port: CLICKHOUSE_PORTS.https,
        ssl: true,
        database,
        username: fromSecret(SECRET, 'username'),
        password: fromSecret(SECRET, 'password'),
        exactlyOnce: false,
        clickhouseSettings: `insert_quorum=${settings.insertQuorum},insert_quorum_parallel=1`,
        ...BATCHES,
        ...deadLetters(settings.replication),
        ...transforms(settings.generation),
      },
    },
  };
}

/** ClickHouse on hard disks wants few and large inserts. https://clickhouse.com/docs/optimize/bulk-inserts */
const BATCHES = {
  'consumer.override.max.poll.records': 20_000,
  'consumer.override.fetch.min.bytes': 1_048_576,
  'consumer.override.fetch.max.wait.ms': 5000,
} as const;

/** One event that ClickHouse refuses must not hold up the others. https://kafka.apache.org/documentation/#sinkconnectorconfigs */
function deadLetters(replication: number) {
  return {
    'errors.tolerance': 'all',
    'errors.deadletterqueue.topic.name': CONTROL_TOPICS.deadLetters,
    'errors.deadletterqueue.topic.replication.factor': replication,
    'errors.deadletterqueue.context.headers.enable': true,
    'errors.log.enable': true,
    // Never the event itself: it has values of people.
    'errors.log.include.messages': false,
  };
}

/** An event of Debezium becomes a row that says what happened and where it stood; a delete stays a row that is marked. */
function transforms(generation: number) {
  return {
    transforms: 'unwrap,place',
    'transforms.unwrap.type': 'io.debezium.transforms.ExtractNewRecordState',
    'transforms.unwrap.delete.tombstone.handling.mode': 'rewrite',
    'transforms.unwrap.add.fields': 'op,source.ts_ms',
    'transforms.place.type': 'org.apache.kafka.connect.transforms.InsertField$Value',
    'transforms.place.offset.field': '_offset',
    'transforms.place.static.field': '_generation',
    'transforms.place.static.value': String(generation),
  };
}
