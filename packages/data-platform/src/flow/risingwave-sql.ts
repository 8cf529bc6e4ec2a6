import { createHash } from 'node:crypto';
import type { ColumnValues, FlowTable } from '@smile/core';
import { streamedDay, streamedMeasure, streamedType } from './column-travel.ts';
import { capturedTopic, RISINGWAVE, RISINGWAVE_GROUPS, streamedTopic } from './flow-names.ts';

/** How RisingWave connects to Kafka. */
export interface KafkaConnection {
  /** As in `data-kafka-bootstrap.etl.svc:9093`. */
  readonly bootstrap: string;
  readonly protocol: string;
  readonly mechanism: string;
  /** File with the certificate of the authority of brokers, in the pods of RisingWave. */
  readonly authorityFile: string;
}

/** What RisingWave has for one table, and the SQL that makes it. */
export interface StreamedTable {
  readonly source: string;
  readonly view: string;
  readonly sink: string;
  /** One statement after the other. `:'kafka_password'` is a variable of psql. */
  readonly statements: readonly [source: string, view: string, sink: string];
}

/** Schema of RisingWave in which everything is ours: what the code does not name is dropped. */
export const FLOW_SCHEMA = 'flow';

type Streamed = Extract<FlowTable, { readonly path: 'risingwave' }>;

/**
 * Source, view and sink of each table on the path of RisingWave. The name of each has the digest of what it is, so that a change makes new
 * ones beside the old, which are dropped first (ADR 0037).
 *
 * The source is a table: RisingWave takes Debezium's events into tables alone, because it must know a row to change it.
 * https://docs.risingwave.com/ingestion/formats-and-encoding-options
 */
export function streamedTables(tables: readonly FlowTable[], kafka: KafkaConnection): readonly StreamedTable[] {
  return tables.flatMap((table) => (table.path === 'risingwave' ? [streamed(table, kafka)] : []));
}

function streamed(table: Streamed, kafka: KafkaConnection): StreamedTable {
  const [sourceText, viewText, sinkText] = [sourceBody(table, kafka), viewBody(table), sinkBody(table, kafka)];
  const content = [table.database, sourceText, viewText(''), sinkText].join('\n');
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 8);
  const named = (kind: string) => `${table.table}_${kind}_${digest}`;
  const [source, view, sink] = [named('source'), named('view'), named('sink')];
  return {
    source,
    view,
    sink,
    statements: [
      `CREATE TABLE IF NOT EXISTS ${qualified(source)} ${sourceText}`,
      `CREATE MATERIALIZED VIEW IF NOT EXISTS ${qualified(view)} AS ${viewText(source)}`,
      `CREATE SINK IF NOT EXISTS ${qualified(sink)} FROM ${qualified(view)} ${sinkText}`,
    ],
  };
}

function sourceBody(table: Streamed, kafka: KafkaConnection): string {
  const columns = Object.entries(table.columns).map(([name, column]) => `  "${name}" ${streamedType(column)}`);
  const key = `  PRIMARY KEY (${table.key.map((name) => `"${name}"`).join(', ')})`;
  const settings = options({
    connector: 'kafka',
    topic: capturedTopic(table),
    'scan.startup.mode': 'earliest',
    'group.id.prefix': RISINGWAVE_GROUPS,
    ...connection(kafka),
  });
  return `(\n${[...columns, key].join(',\n')}\n) ${settings} FORMAT DEBEZIUM ENCODE JSON`;
}

function viewBody({ target, columns }: Streamed): (source: string) => string {
  const { by, byDayOf, measures } = target;
  const day = byDayOf === undefined ? undefined : streamedDay(byDayOf, known(columns, byDayOf));
  const groups = [...by.map((name) => `"${name}"`), ...(day === undefined ? [] : [day])];
  const selected = [
    ...by.map((name) => `"${name}"`),
    ...(day === undefined ? [] : [`${day} AS "day"`]),
    ...Object.entries(measures).map(([name, measure]) => {
      const values = measure.column === undefined ? undefined : columns[measure.column];
      return `${streamedMeasure(measure, values)} AS "${name}"`;
    }),
  ];
  return (source) => `SELECT ${selected.join(', ')} FROM ${qualified(source)} GROUP BY ${groups.join(', ')}`;
}

/** Events in Debezium's form, deletes among them, so that both paths end in the same sink of ClickHouse. */
function sinkBody(table: Streamed, kafka: KafkaConnection): string {
  const { by, byDayOf } = table.target;
  const settings = options({
    connector: 'kafka',
    topic: streamedTopic(table),
    primary_key: [...by, ...(byDayOf === undefined ? [] : ['day'])].join(','),
    ...connection(kafka),
  });
  return `${settings} FORMAT DEBEZIUM ENCODE JSON`;
}

function connection({ bootstrap, protocol, mechanism, authorityFile }: KafkaConnection) {
  return {
    'properties.bootstrap.server': bootstrap,
    'properties.security.protocol': protocol,
    'properties.sasl.mechanism': mechanism,
    'properties.sasl.username': RISINGWAVE,
    'properties.sasl.password': KAFKA_PASSWORD,
    'properties.ssl.ca.location': authorityFile,
  };
}

/** Stands for itself: psql puts the text in, quoted. https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-INTERPOLATION */
const KAFKA_PASSWORD = ":'kafka_password'";

function options(values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(
    ([key, value]) => `  ${key} = ${value === KAFKA_PASSWORD ? value : `'${value}'`}`,
  );
  return `WITH (\n${lines.join(',\n')}\n)`;
}

function known(columns: FlowTable['columns'], name: string): ColumnValues {
  const column = columns[name];
  if (column === undefined) throw new Error(`no column ${name}`);
  return column;
}

function qualified(name: string): string {
  return `"${FLOW_SCHEMA}"."${name}"`;
}
