import type { AggregatedGroups, FlowTable, StreamedGroups } from '@smile/core';
import { ARRIVING_DAY, type ArrivingColumn, arriving, arrivingMeasure, EVENT } from './column-travel.ts';
import { clickhouseDatabases } from './flow-names.ts';

/** What the sinks add to every event. */
const EVENT_COLUMNS = [
  // Debezium's: https://debezium.io/documentation/reference/stable/transformations/event-flattening.html
  ['__deleted', 'String'],
  ['__op', 'String'],
  ['__source_ts_ms', 'Int64'],
  // Kafka Connect's: https://kafka.apache.org/documentation/#org.apache.kafka.connect.transforms.InsertField
  ['_offset', 'Int64'],
  ['_generation', 'String'],
] as const;

/**
 * The version of a row: the offset of its event, which only grows for a key, below the generation of its topic. Neither a time of MySQL
 * nor a transaction's number does: a late commit has an earlier time, and both start again after a restore (ADR 0036).
 */
const VERSION = `bitOr(bitShiftLeft(toUInt64(${EVENT}._generation), 48), toUInt64(${EVENT}._offset))`;
const DELETED = `${EVENT}.__deleted = 'true'`;
const CHANGED_AT = `fromUnixTimestamp64Milli(${EVENT}.__source_ts_ms, 'UTC')`;

/** A table and the view that fills it. */
interface FilledTable {
  readonly database: string;
  readonly view: string;
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly engine: string;
  readonly orderBy: readonly string[];
  readonly select: string;
}

/**
 * Statements that make the tables of ClickHouse, on every replica. They can be run again at any time: what is missing is added, columns
 * and all, and views take on what they say now. Nothing is taken away.
 *
 * @param cluster name of ClickHouse's cluster.
 */
export function clickhouseDdl(tables: readonly FlowTable[], cluster: string): readonly string[] {
  const on = `ON CLUSTER ${quoted(cluster)}`;
  const databases = [...new Set(tables.flatMap(({ database }) => Object.values(clickhouseDatabases(database))))];
  return [
    ...databases.map((database) => `CREATE DATABASE IF NOT EXISTS ${quoted(database)} ${on}`),
    ...tables.flatMap((table) => tableDdl(table, on)),
  ];
}

function tableDdl(table: FlowTable, on: string): readonly string[] {
  const { raw } = clickhouseDatabases(table.database);
  const columns = arrivingColumns(table);
  const rawColumns = [...columns.map(({ name, raw: type }) => [name, type] as const), ...EVENT_COLUMNS];
  const key = 'by' in table.target && table.path === 'risingwave' ? groupNames(table.target) : table.key;
  const days = Number.parseInt(table.retention.raw, 10);
  const rawName = `${quoted(raw)}.${quoted(table.table)}`;
  return [
    [
      `CREATE TABLE IF NOT EXISTS ${rawName} ${on} (`,
      `${[...rawColumns.map(columnLine), '  `_received` DateTime MATERIALIZED now()'].join(',\n')}`,
      `) ENGINE = ${replicated('ReplacingMergeTree')}`,
      'PARTITION BY toMonday(`_received`)',
      `ORDER BY (${[...key, '_generation', '_offset'].map(quoted).join(', ')})`,
      `TTL \`_received\` + INTERVAL ${days} DAY`,
    ].join('\n'),
    ...added(rawName, rawColumns, [...key, '_generation', '_offset'], on),
    `ALTER TABLE ${rawName} ${on} MODIFY TTL \`_received\` + INTERVAL ${days} DAY`,
    ...filledTables(table, columns).flatMap((filled) => filledDdl(table, filled, on)),
  ];
}

/** What comes for a table: its own columns, or those of the groups that RisingWave made. */
function arrivingColumns({ path, target, columns }: FlowTable): readonly ArrivingColumn[] {
  if (path === 'direct') return Object.entries(columns).map(([name, column]) => arriving(name, column));
  return [
    ...target.by.flatMap((name) => (columns[name] === undefined ? [] : [arriving(name, columns[name])])),
    ...(target.byDayOf === undefined ? [] : [ARRIVING_DAY]),
    ...Object.entries(target.measures).map(([name, measure]) =>
      arrivingMeasure(name, measure, measure.column === undefined ? undefined : columns[measure.column]),
    ),
  ];
}

function filledTables(table: FlowTable, columns: readonly ArrivingColumn[]): readonly FilledTable[] {
  const { newest, totals } = clickhouseDatabases(table.database);
  if (table.path === 'risingwave') return [versions(totals, 'totals', table, columns, groupNames(table.target))];
  const rows = versions(newest, 'newest', table, columns, table.key);
  return table.target.engine === 'ReplacingMergeTree'
    ? [rows]
    : [rows, aggregated(totals, table, table.target, columns)];
}

/** Rows of which the newest version counts, and none once it is deleted. They are read with FINAL. */
function versions(
  database: string,
  kind: string,
  { database: of, table }: FlowTable,
  columns: readonly ArrivingColumn[],
  key: readonly string[],
): FilledTable {
  const { raw } = clickhouseDatabases(of);
  const select = [
    ...columns.map(({ name, expression }) => `${expression} AS ${quoted(name)}`),
    `${VERSION} AS \`_version\``,
    `toUInt8(${DELETED}) AS \`_deleted\``,
    `${CHANGED_AT} AS \`_changed_at\``,
  ];
  return {
    database,
    view: `${table}_${kind}`,
    columns: [
      ...columns.map(({ name, type }) => [name, type] as const),
      ['_version', 'UInt64'],
      ['_deleted', 'UInt8'],
      ['_changed_at', "DateTime64(3, 'UTC')"],
    ],
    engine: replicated('ReplacingMergeTree', '`_version`', '`_deleted`'),
    orderBy: key,
    select: `SELECT ${select.join(', ')} FROM ${source(raw, table)}`,
  };
}

/** Groups of the events as they come: only of what an event may say twice. */
function aggregated(
  database: string,
  { database: of, table }: FlowTable,
  target: AggregatedGroups,
  columns: readonly ArrivingColumn[],
): FilledTable {
  const { raw } = clickhouseDatabases(of);
  const find = (name: string | undefined) => columns.find((column) => column.name === name);
  const groups = target.by.flatMap((name) => find(name) ?? []);
  const day = find(target.byDayOf);
  const measures = Object.entries(target.measures).map(([name, { function: of, column }]) => {
    const { type = '', expression = '' } = find(column) ?? {};
    return { name, type: `AggregateFunction(${of}, ${type})`, expression: `${of}State(${expression})` };
  });
  const keys = [
    ...groups.map(({ name, type, expression }) => ({ name, type, expression })),
    ...(day === undefined ? [] : [{ name: 'day', type: 'Date32', expression: `toDate32(${day.expression})` }]),
  ];
  const select = [...keys, ...measures].map(({ name, expression }) => `${expression} AS ${quoted(name)}`);
  return {
    database,
    view: `${table}_totals`,
    columns: [...keys, ...measures].map(({ name, type }) => [name, type] as const),
    engine: replicated('AggregatingMergeTree'),
    orderBy: keys.map(({ name }) => name),
    select: `SELECT ${select.join(', ')} FROM ${source(raw, table)} WHERE NOT (${DELETED}) GROUP BY ${keys.map(({ expression }) => expression).join(', ')}`,
  };
}

function filledDdl({ database, table }: FlowTable, filled: FilledTable, on: string): readonly string[] {
  const { views } = clickhouseDatabases(database);
  const name = `${quoted(filled.database)}.${quoted(table)}`;
  const view = `${quoted(views)}.${quoted(filled.view)}`;
  return [
    [
      `CREATE TABLE IF NOT EXISTS ${name} ${on} (`,
      filled.columns.map(columnLine).join(',\n'),
      `) ENGINE = ${filled.engine}`,
      `ORDER BY (${filled.orderBy.map(quoted).join(', ')})`,
    ].join('\n'),
    ...added(name, filled.columns, filled.orderBy, on),
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${view} ${on} TO ${name} AS ${filled.select}`,
    // In place: between a view that goes and one that comes, events would pass by.
    `ALTER TABLE ${view} ${on} MODIFY QUERY ${filled.select}`,
  ];
}

/** Columns that came to the list later; those of the sorting key are there from the start. */
function added(
  table: string,
  columns: readonly (readonly [string, string])[],
  key: readonly string[],
  on: string,
): readonly string[] {
  const additions = columns
    .filter(([name]) => !key.includes(name))
    .map(([name, type]) => `ADD COLUMN IF NOT EXISTS ${quoted(name)} ${type}`);
  return additions.length === 0 ? [] : [`ALTER TABLE ${table} ${on} ${additions.join(', ')}`];
}

function groupNames({ by, byDayOf }: AggregatedGroups | StreamedGroups): readonly string[] {
  return byDayOf === undefined ? by : [...by, 'day'];
}

/** An engine whose parts every replica of a shard has; the operator fills the macros in. */
function replicated(engine: string, ...parameters: readonly string[]): string {
  const path = ["'/clickhouse/tables/{shard}/{database}/{table}'", "'{replica}'"];
  return `Replicated${engine}(${[...path, ...parameters].join(', ')})`;
}

function source(raw: string, table: string): string {
  return `${quoted(raw)}.${quoted(table)} AS ${EVENT}`;
}

function columnLine([name, type]: readonly [string, string]): string {
  return `  ${quoted(name)} ${type}`;
}

function quoted(name: string): string {
  return `\`${name}\``;
}
