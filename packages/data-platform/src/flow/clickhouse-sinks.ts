import type { DataPath, FlowTable } from '@smile/core';
import { arrivingTopic, clickhouseDatabases, sinkName } from './flow-names.ts';

/** A connector that writes topics into ClickHouse. */
export interface ClickhouseSink {
  /** Name of the connector. Changing it makes another one, which reads its topics from the start. */
  readonly name: string;
  readonly path: DataPath;
  /** Database of ClickHouse; a connector has one. */
  readonly database: string;
  /** Table of each topic. */
  readonly tables: Readonly<Record<string, string>>;
}

/** A sink for each schema and path: one that stands still leaves the other path alone. */
export function clickhouseSinks(tables: readonly FlowTable[]): readonly ClickhouseSink[] {
  const sinks = new Map<string, ClickhouseSink>();
  for (const table of tables) {
    const { database, path } = table;
    const name = sinkName(database, path);
    const known = sinks.get(name)?.tables ?? {};
    sinks.set(name, {
      name,
      path,
      database: clickhouseDatabases(database).raw,
      tables: { ...known, [arrivingTopic(table)]: table.table },
    });
  }
  return [...sinks.values()];
}
