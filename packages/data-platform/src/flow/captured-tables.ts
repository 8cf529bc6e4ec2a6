import type { FlowTable } from '@smile/core';
import { DEBEZIUM_SCHEMA } from './flow-names.ts';

/** Asterisks that stand for a personal value. Their number says nothing of it. */
const MASK = 8;

/** What the connector captures, in its own words: tables and columns that are not listed never leave MySQL. */
export type CaptureSettings = Readonly<Record<string, string>>;

/**
 * Settings of Debezium that follow from the tables. Each entry is a regular expression that must match the whole name, so dots are
 * escaped. https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-property-table-include-list
 */
export function captureSettings(tables: readonly FlowTable[]): CaptureSettings {
  const databases = [...new Set([...tables.map(({ database }) => database), DEBEZIUM_SCHEMA])];
  const columns = tables.flatMap((table) =>
    Object.entries(table.columns).map(([column, { personal }]) => ({ name: columnName(table, column), personal })),
  );
  const signals = ['id', 'type', 'data'].map((column) => `${DEBEZIUM_SCHEMA}\\.signal\\.${column}`);
  const masked = columns.filter(({ personal }) => personal === 'masked').map(({ name }) => name);
  return {
    'database.include.list': databases.join(','),
    'table.include.list': [...tables.map(tableName), `${DEBEZIUM_SCHEMA}\\.signal`].join(','),
    'column.include.list': [...columns.map(({ name }) => name), ...signals].join(','),
    'message.key.columns': tables.map((table) => `${tableName(table)}:${table.key.join(',')}`).join(';'),
    ...(masked.length === 0 ? {} : { [`column.mask.with.${MASK}.chars`]: masked.join(',') }),
  };
}

/** Personal columns that leave MySQL as they are, each with the reason: `smile.entity.email`. */
export function personalColumnsKept(tables: readonly FlowTable[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tables.flatMap(({ database, table, columns }) =>
      Object.entries(columns).flatMap(([column, { personal }]) =>
        typeof personal === 'object' ? [[`${database}.${table}.${column}`, personal.keptBecause] as const] : [],
      ),
    ),
  );
}

function tableName({ database, table }: FlowTable): string {
  return `${database}\\.${table}`;
}

function columnName(table: FlowTable, column: string): string {
  return `${tableName(table)}\\.${column}`;
}
