import { type Dashboard, type DashboardRow, graphPanel, numberPanel } from '@smile/cluster-platform';
import type { DataFlowValues, FlowTable } from '@smile/core';
import { mostSecondsBehind } from '../addons/flow-alerts/flow-alert-rows.ts';
import { arrivingTopic, capturedTopic, sinkName } from '../flow/flow-names.ts';

const OLAP = '{namespace="olap"}';

/**
 * How data flows from MySQL to ClickHouse: a row for each table, between what all of them share. Whoever adds a table gets its row.
 *
 * Names of metrics: those of Kafka Connect are in `connect-metrics.ts`; Strimzi's reporter as in `kafka-alerts.ts`; RisingWave's
 * https://github.com/risingwavelabs/risingwave/tree/main/grafana/dashboard; ClickHouse's
 * https://clickhouse.com/docs/operations/monitoring and https://clickhouse.com/docs/operations/system-tables/asynchronous_metrics.
 */
export function dataFlowDashboard(flow: DataFlowValues): Dashboard {
  const { tables } = flow;
  const streams = tables.some(({ path }) => path === 'risingwave');
  return {
    uid: 'smile-data-flow',
    title: 'Data flow',
    description:
      'From changes in MySQL to rows in ClickHouse: capture, topics and sinks of each table, RisingWave, ClickHouse.',
    refresh: '1m',
    rows: [captureRow(flow), ...tables.map(tableRow), ...(streams ? [RISINGWAVE_ROW] : []), CLICKHOUSE_ROW],
  };
}

function captureRow(flow: DataFlowValues): DashboardRow {
  const most = mostSecondsBehind(flow);
  return {
    title: 'From MySQL: what all tables share',
    panels: [
      numberPanel({
        title: 'Debezium is behind MySQL',
        description: `MySQL keeps its binary log for ${flow.binaryLogHours} hours. What Debezium has not read by then is lost to it.`,
        unit: 's',
        thresholds: { warning: most / 4, bad: most },
        expr: 'max(debezium_mysql_millisecondsbehindsource) / 1000',
      }),
      numberPanel({
        title: 'Since the last event',
        description: 'The heartbeat writes every ten seconds, so more than a minute means that nothing comes.',
        unit: 's',
        thresholds: { warning: 60, bad: 600 },
        expr: 'max(debezium_mysql_millisecondssincelastevent) / 1000',
      }),
      graphPanel({
        title: 'Tasks of connectors',
        unit: 'short',
        queries: [
          { expr: 'max by (connector) (kafka_connect_connector_running_tasks)', legend: '{{connector}} run' },
          { expr: 'max by (connector) (kafka_connect_connector_failed_tasks) > 0', legend: '{{connector}} failed' },
        ],
      }),
      graphPanel({
        title: 'Events set aside within an hour',
        description: 'ClickHouse refused them; they are in the topic of dead letters.',
        unit: 'short',
        queries: [
          {
            expr: 'sum by (connector) (increase(kafka_connect_task_deadletterqueue_produce_requests[1h]))',
            legend: '{{connector}}',
          },
        ],
      }),
    ],
  };
}

function tableRow(table: FlowTable): DashboardRow {
  const { database, path } = table;
  const topics = [...new Set([capturedTopic(table), arrivingTopic(table)])];
  return {
    title: `${database}.${table.table}: ${path === 'direct' ? 'straight to ClickHouse' : 'through RisingWave'}, ${table.target.engine}`,
    panels: [
      graphPanel({
        title: 'Events a second',
        description: 'As ends of partitions move, whoever writes.',
        unit: 'short',
        queries: topics.map((topic) => ({ expr: topicRate(topic), legend: topic })),
      }),
      graphPanel({
        title: `Events that wait for ${sinkName(database, path)}`,
        unit: 'short',
        queries: [{ expr: topicLag(arrivingTopic(table)), legend: arrivingTopic(table) }],
      }),
    ],
  };
}

/** Every broker with a copy of a partition knows its end, so copies do not count twice. */
function topicRate(topic: string): string {
  return `sum(max by (partition) (rate(kafka_log_log_logendoffset{namespace="etl",topic="${topic}"}[5m])))`;
}

/**
 * Kafka's consumers name a topic with `_` for `.` in metrics, and since 4.1 with both:
 * https://cwiki.apache.org/confluence/display/KAFKA/KIP-1109%3A+Unifying+Kafka+Consumer+Topic+Metrics
 */
function topicLag(topic: string): string {
  return `sum(max by (partition) (kafka_connect_sink_records_lag{topic=~"${topic.replaceAll('.', '[._]')}"}))`;
}

const RISINGWAVE_ROW: DashboardRow = {
  title: 'RisingWave',
  panels: [
    graphPanel({
      title: 'Barriers: from one to the next, everything is on its way',
      description: 'How old what views show can be. One slow sink holds up all of them.',
      unit: 's',
      thresholds: { warning: 10, bad: 60 },
      queries: [0.5, 0.99].map((share) => ({
        expr: `histogram_quantile(${share}, sum by (le) (rate(meta_barrier_duration_seconds_bucket[5m])))`,
        legend: share === 0.5 ? 'half' : 'one in a hundred',
      })),
    }),
    graphPanel({
      title: 'Barriers under way',
      description: 'A number that only grows means that nothing gets through.',
      unit: 'short',
      queries: [{ expr: 'sum(all_barrier_nums)', legend: 'barriers' }],
    }),
    graphPanel({
      title: 'Rows read a second',
      unit: 'short',
      queries: [
        { expr: 'sum by (source_name) (rate(stream_source_output_rows_counts[5m]))', legend: '{{source_name}}' },
      ],
    }),
  ],
};

const CLICKHOUSE_ROW: DashboardRow = {
  title: 'ClickHouse',
  panels: [
    graphPanel({
      title: 'Rows inserted a second',
      unit: 'short',
      queries: [{ expr: `sum by (pod) (rate(ClickHouseProfileEvents_InsertedRows${OLAP}[5m]))`, legend: '{{pod}}' }],
    }),
    graphPanel({
      title: 'Most parts in a partition',
      description: 'More than 300 mean that rows come in pieces that are too small, or that merges do not keep up.',
      unit: 'short',
      thresholds: { warning: 150, bad: 300 },
      queries: [{ expr: `max by (pod) (ClickHouseAsyncMetrics_MaxPartCountForPartition${OLAP})`, legend: '{{pod}}' }],
    }),
    graphPanel({
      title: 'Parts that wait to be fetched or merged',
      unit: 'short',
      thresholds: { warning: 100, bad: 200 },
      queries: [{ expr: `max by (pod) (ClickHouseAsyncMetrics_ReplicasMaxQueueSize${OLAP})`, legend: '{{pod}}' }],
    }),
    graphPanel({
      title: 'Inserts that were slowed down or refused',
      unit: 'short',
      queries: [
        { expr: `sum(rate(ClickHouseProfileEvents_DelayedInserts${OLAP}[5m]))`, legend: 'slowed down' },
        { expr: `sum(rate(ClickHouseProfileEvents_RejectedInserts${OLAP}[5m]))`, legend: 'refused' },
      ],
    }),
  ],
};
