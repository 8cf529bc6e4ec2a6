import type { Addon, PlatformContext } from '@smile/cluster-platform';
import { type DataFlowValues, type DataPlatformValues, type PrivateBucket, throwIfAny } from '@smile/core';
import type { OidcProvider } from '@smile/eks';
import { clickhouseSinks } from './addons/clickhouse-sinks/clickhouse-sinks.ts';
import { clickhouseTables } from './addons/clickhouse-tables/clickhouse-tables.ts';
import { debezium } from './addons/debezium/debezium.ts';
import { flowAlerts } from './addons/flow-alerts/flow-alerts.ts';
import { kafkaConnect } from './addons/kafka-connect/kafka-connect.ts';
import type { KafkaContents } from './addons/kafka-topics/kafka-topics.ts';
import { pentaho } from './addons/pentaho/pentaho.ts';
import { risingwave, risingwaveCertificate } from './addons/risingwave/risingwave.ts';
import { risingwaveSql } from './addons/risingwave-sql/risingwave-sql.ts';
import { flowTopics } from './flow/flow-topics.ts';
import { flowUsers } from './flow/flow-users.ts';

export interface DataFlowProps {
  readonly flow: DataFlowValues;
  readonly stores: DataPlatformValues;
  /** Host of the main MySQL, as its certificate names it. */
  readonly mysqlHost: string;
  /** Bucket of RisingWave's state. */
  readonly risingwaveState: PrivateBucket;
  /** The data cluster, as IAM knows it. */
  readonly oidcProvider: Pick<OidcProvider, 'providerArn' | 'issuer'>;
}

/** Topics and users of Kafka that the flow needs; none where nothing flows. */
export function flowContents(flow: DataFlowValues | undefined): KafkaContents {
  return flow === undefined
    ? { topics: [], users: [] }
    : { topics: flowTopics(flow.tables), users: flowUsers(flow.tables) };
}

/**
 * What moves data from MySQL to ClickHouse, and with it everything that follows from the list of tables. Kafka Connect is left out until its
 * image has been built, Pentaho until its licence has been answered.
 *
 * @throws ValidationError where nothing flows.
 */
export function dataFlow(context: PlatformContext, props: DataFlowProps): readonly Addon[] {
  const { flow, stores, mysqlHost, risingwaveState: state, oidcProvider } = props;
  const { tables, generation = 1, connect, pentaho: licensed } = flow;
  throwIfAny(
    context.owner,
    tables.length > 0
      ? []
      : ['platform.dataFlow.tables: expected at least one table, got none; add one, or leave dataFlow out'],
  );
  const settings = { replication: stores.kafka.replication, insertQuorum: stores.clickhouse.insertQuorum, generation };
  return [
    clickhouseTables(context, tables),
    ...(connect.image === undefined
      ? []
      : [
          kafkaConnect(context, connect.image, connect.pod),
          debezium(context, tables, mysqlHost),
          clickhouseSinks(context, tables, settings),
          flowAlerts(context, flow),
        ]),
    risingwaveCertificate(context),
    risingwave(context, { values: flow.risingwave, mysqlHost, state, oidcProvider }),
    risingwaveSql(context, tables),
    ...(licensed.licence === 'unanswered' ? [] : [pentaho(context, licensed, mysqlHost)]),
  ];
}
