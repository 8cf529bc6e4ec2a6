import type { FlowTable } from '@smile/core';

/**
 * Start of the names of Debezium's topics, and name of the logical server. It is part of the offsets that Kafka Connect keeps: with
 * another one the connector starts anew. https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-property-topic-prefix
 */
export const TOPIC_PREFIX = 'smile';

/** Kafka Connect's group, the start of its own topics, and its user in Kafka. */
export const CONNECT = 'cdc';

/** User of RisingWave in Kafka. */
export const RISINGWAVE = 'risingwave';

/** Start of the names of RisingWave's consumer groups; it adds a number. https://docs.risingwave.com/ingestion/sources/kafka */
export const RISINGWAVE_GROUPS = 'rw';

/** Schema of MySQL with what Debezium writes itself: its heartbeat, and signals to it. */
export const DEBEZIUM_SCHEMA = 'debezium';

/** Debezium's own, `__debezium-heartbeat`, would be a poor name of a Kubernetes object. */
export const HEARTBEAT_PREFIX = 'heartbeat';

/** Topics that belong to no table. */
export const CONTROL_TOPICS = {
  connectConfigs: `${CONNECT}-configs`,
  connectOffsets: `${CONNECT}-offsets`,
  connectStatus: `${CONNECT}-status`,
  schemaHistory: `${TOPIC_PREFIX}.schema-history`,
  /** Debezium puts it together: `<topic.heartbeat.prefix>.<topic.prefix>`. */
  heartbeat: `${HEARTBEAT_PREFIX}.${TOPIC_PREFIX}`,
  /** Rows of the signal table, which is captured like any other. */
  signals: `${TOPIC_PREFIX}.${DEBEZIUM_SCHEMA}.signal`,
  deadLetters: `${TOPIC_PREFIX}.dead-letters`,
} as const;

/** Name of the connector that reads MySQL. */
export const CAPTURE_CONNECTOR = 'mysql-main';

/** Topic with the events of a table: Debezium's own rule. */
export function capturedTopic({ database, table }: Named): string {
  return `${TOPIC_PREFIX}.${database}.${table}`;
}

/** Topic with the groups that RisingWave makes of a table. */
export function streamedTopic({ database, table }: Named): string {
  return `${RISINGWAVE}.${database}.${table}`;
}

/** Topic from which ClickHouse takes a table. */
export function arrivingTopic(table: FlowTable): string {
  return table.path === 'direct' ? capturedTopic(table) : streamedTopic(table);
}

/** Databases of ClickHouse of a schema of MySQL. */
export function clickhouseDatabases(database: string) {
  return {
    /** Events as they came. */
    raw: `${database}_raw`,
    /** Rows in their newest version. */
    newest: database,
    /** Rows of groups. */
    totals: `${database}_totals`,
    /** Views that fill the latter two. */
    views: `${database}_views`,
  } as const;
}

/** Name of the connector that writes what comes on a path into ClickHouse; names of Kubernetes have no underscores. */
export function sinkName(database: string, path: FlowTable['path']): string {
  return `clickhouse-${database.replaceAll('_', '-')}-${path}`;
}

/** Consumer group of a sink: Kafka Connect's own rule. */
export function sinkGroup(sink: string): string {
  return `connect-${sink}`;
}

type Named = Pick<FlowTable, 'database' | 'table'>;
