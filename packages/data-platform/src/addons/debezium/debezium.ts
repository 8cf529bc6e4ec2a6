import type { Addon, PlatformContext } from '@smile/cluster-platform';
import type { FlowTable } from '@smile/core';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';
import { mysqlConnector } from './mysql-connector.ts';

/** Debezium (DAT-DEBEZIUM): the connector that turns changes of MySQL into events of Kafka. */
export function debezium(context: PlatformContext, tables: readonly FlowTable[], mysqlHost: string): Addon {
  return {
    id: 'Debezium',
    namespace: KAFKA_NAMESPACE,
    requires: ['kafka-connect', 'kafka'],
    provides: ['captured-changes'],
    runsOn: [context.place],
    objects: {
      name: 'debezium',
      keeps: 'the connector, which keeps no place in the binary log once it is gone',
      objects: [mysqlConnector(tables, mysqlHost)],
    },
  };
}
