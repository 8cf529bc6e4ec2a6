import type { Addon, PlatformContext } from '@smile/cluster-platform';
import type { FlowTable } from '@smile/core';
import { clickhouseSinks as sinksOf } from '../../flow/clickhouse-sinks.ts';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';
import { type SinkSettings, sinkConnector } from './sink-connector.ts';

/** Connectors that write what comes into ClickHouse, on both paths. They start once its tables are there. */
export function clickhouseSinks(context: PlatformContext, tables: readonly FlowTable[], settings: SinkSettings): Addon {
  return {
    id: 'ClickhouseSinks',
    namespace: KAFKA_NAMESPACE,
    requires: ['kafka-connect', 'clickhouse-tables'],
    runsOn: [context.place],
    objects: {
      name: 'clickhouse-sinks',
      keeps: 'the sinks, whose groups know how far they have read',
      objects: sinksOf(tables).map((sink) => sinkConnector(sink, settings)),
    },
  };
}
