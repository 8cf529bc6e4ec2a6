import type { KafkaConnector } from '@smile/cluster-platform';
import { type FlowTable, PORTS } from '@smile/core';
import { captureSettings, personalColumnsKept } from '../../flow/captured-tables.ts';
import {
  CAPTURE_CONNECTOR,
  CONNECT,
  CONTROL_TOPICS,
  DEBEZIUM_SCHEMA,
  HEARTBEAT_PREFIX,
  TOPIC_PREFIX,
} from '../../flow/flow-names.ts';
import { KAFKA_BOOTSTRAP, KAFKA_CLUSTER_CA, KAFKA_NAMESPACE, KAFKA_SECURITY } from '../kafka/kafka-addresses.ts';
import { fromSecret, OF_CONNECT } from '../kafka-connect/connect-addresses.ts';
import { RDS_TRUST_STORE_PATH } from '../kafka-connect/connect-cluster.ts';

/** Annotation with personal columns that leave MySQL as they are, and why: JSON by column. Reviewers and guardrails read it. */
const KEPT_ANNOTATION = 'smile/personal-columns-kept';

/** Number among the replicas of the server. Unlike those of RDS, which are made of addresses. */
const SERVER_ID = 184_054;

/**
 * Debezium on the main MySQL.
 * Source of every setting: https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-connector-properties
 *
 * @param host of MySQL, for which its certificate was made out.
 */
export function mysqlConnector(tables: readonly FlowTable[], host: string): KafkaConnector {
  const kept = personalColumnsKept(tables);
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaConnector',
    metadata: {
      name: CAPTURE_CONNECTOR,
      namespace: KAFKA_NAMESPACE,
      labels: OF_CONNECT,
      ...(Object.keys(kept).length === 0 ? {} : { annotations: { [KEPT_ANNOTATION]: JSON.stringify(kept) } }),
    },
    spec: {
      class: 'io.debezium.connector.mysql.MySqlConnector',
      // A binary log is read by one.
      tasksMax: 1,
      autoRestart: { enabled: true, maxRestarts: 10 },
      config: {
        ...connection(host),
        'topic.prefix': TOPIC_PREFIX,
        ...captureSettings(tables),
        ...SNAPSHOT,
        ...VALUES,
        ...HEARTBEAT,
        ...history(),
      },
    },
  };
}

function connection(host: string) {
  const secret = 'debezium-mysql';
  return {
    'database.hostname': host,
    'database.port': PORTS.mysql.from,
    'database.user': fromSecret(secret, 'username'),
    'database.password': fromSecret(secret, 'password'),
    'database.server.id': SERVER_ID,
    'database.ssl.mode': 'verify_identity',
    'database.ssl.truststore': RDS_TRUST_STORE_PATH,
  };
}

/**
 * No copy by itself: RDS refuses the global read lock, so one would lock every table until its end. Rows come by incremental snapshots,
 * which somebody asks for in the signal table (docs/runbooks/add-a-table.md).
 */
const SNAPSHOT = {
  'snapshot.mode': 'no_data',
  'snapshot.locking.mode': 'none',
  'signal.enabled.channels': 'source',
  'signal.data.collection': `${DEBEZIUM_SCHEMA}.signal`,
  'incremental.snapshot.chunk.size': 8192,
  // Readers of the binary log that stand still are cut off by then, which a full Kafka would make of us.
  'binlog.net.read.timeout': 120,
  'binlog.net.write.timeout': 120,
} as const;

/** What becomes of values: `column-travel.ts` reads them back. */
const VALUES = {
  'decimal.handling.mode': 'string',
  'time.precision.mode': 'adaptive_time_microseconds',
  'bigint.unsigned.handling.mode': 'long',
  'tombstones.on.delete': true,
  'include.schema.changes': false,
} as const;

/**
 * Moves the position on while nothing happens in the tables that are captured: else the binary log that it points to is gone one day,
 * because other schemas of the server fill it.
 */
const HEARTBEAT = {
  'heartbeat.interval.ms': 10_000,
  'topic.heartbeat.prefix': HEARTBEAT_PREFIX,
  'heartbeat.action.query': `INSERT INTO ${DEBEZIUM_SCHEMA}.heartbeat (id, beaten_at) VALUES (1, NOW(3)) ON DUPLICATE KEY UPDATE beaten_at = NOW(3)`,
} as const;

/** Structures of tables at each moment of the binary log: of every table of the schemas, so that one can be captured later. */
function history() {
  const start = 'schema.history.internal';
  const clients = ['producer', 'consumer'].flatMap((client) => [
    [`${start}.${client}.security.protocol`, KAFKA_SECURITY.protocol],
    [`${start}.${client}.sasl.mechanism`, KAFKA_SECURITY.mechanism],
    [`${start}.${client}.sasl.jaas.config`, fromSecret(CONNECT, 'sasl.jaas.config')],
    [`${start}.${client}.ssl.truststore.type`, 'PEM'],
    [`${start}.${client}.ssl.truststore.certificates`, fromSecret(KAFKA_CLUSTER_CA.secret, KAFKA_CLUSTER_CA.key)],
  ]);
  return {
    [`${start}.kafka.topic`]: CONTROL_TOPICS.schemaHistory,
    [`${start}.kafka.bootstrap.servers`]: KAFKA_BOOTSTRAP,
    [`${start}.store.only.captured.databases.ddl`]: true,
    [`${start}.store.only.captured.tables.ddl`]: false,
    ...Object.fromEntries(clients),
  };
}
