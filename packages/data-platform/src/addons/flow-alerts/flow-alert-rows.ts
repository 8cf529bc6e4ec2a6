import type { Alert } from '@smile/cluster-platform';
import type { DataFlowValues } from '@smile/core';
import { clickhouseSinks } from '../../flow/clickhouse-sinks.ts';
import { arrivingTopic, CAPTURE_CONNECTOR } from '../../flow/flow-names.ts';

const HOUR_SECONDS = 3600;

/** Share of the time for which MySQL keeps its binary log, after which somebody is woken up. */
const MOST_BEHIND = 0.5;

/** From how many seconds behind MySQL on somebody is woken up. */
export function mostSecondsBehind({ binaryLogHours }: Pick<DataFlowValues, 'binaryLogHours'>): number {
  return binaryLogHours * MOST_BEHIND * HOUR_SECONDS;
}

/** Alerts of the flow: names of topics and connectors are those of its tables. */
export function flowAlertRows({ tables, binaryLogHours }: DataFlowValues): readonly Alert[] {
  const sinks = clickhouseSinks(tables).map(({ name }) => name);
  const topics = tables.map(arrivingTopic).join(', ');
  return [
    {
      alert: 'CaptureFarBehind',
      // https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-streaming-metrics
      expr: `max(debezium_mysql_millisecondsbehindsource) / 1000 > ${mostSecondsBehind({ binaryLogHours })}`,
      for: '5m',
      severity: 'critical',
      summary: 'Debezium will lose its place in the binary log of MySQL',
      description: `It is {{ $value | humanizeDuration }} behind; MySQL keeps ${binaryLogHours} hours, and then every table has to be copied anew.`,
      runbook: 'data-stops-flowing',
    },
    {
      alert: 'CaptureSilent',
      // Its heartbeat writes into MySQL every ten seconds, and reads that again.
      expr: 'max(debezium_mysql_millisecondssincelastevent) > 600000 or max(debezium_mysql_connected) == 0',
      for: '10m',
      severity: 'critical',
      summary: 'Nothing comes from MySQL any more',
      description: 'Debezium has seen nothing for ten minutes, its own heartbeat neither.',
      runbook: 'data-stops-flowing',
    },
    {
      alert: 'CaptureGone',
      expr: `absent(kafka_connect_connector_running_tasks{connector="${CAPTURE_CONNECTOR}"} > 0)`,
      for: '15m',
      severity: 'critical',
      summary: 'Debezium does not run',
      description: `The connector ${CAPTURE_CONNECTOR} has no running task.`,
      runbook: 'data-stops-flowing',
    },
    {
      alert: 'ConnectorFailed',
      expr: 'max by (connector) (kafka_connect_connector_failed_tasks) > 0',
      for: '10m',
      severity: 'critical',
      summary: 'A connector has failed, and was not started again',
      description: '{{ $labels.connector }} has {{ $value }} failed tasks.',
      runbook: 'data-stops-flowing',
    },
    {
      alert: 'DeadLetters',
      expr: 'sum by (connector) (increase(kafka_connect_task_deadletterqueue_produce_requests[1h])) > 0',
      for: '0m',
      severity: 'warning',
      summary: 'ClickHouse refuses events',
      description: '{{ $labels.connector }} has put {{ $value | humanize }} events aside within an hour.',
      runbook: 'dead-letters',
    },
    {
      alert: 'SinkBehind',
      expr: 'max(kafka_connect_sink_records_lag_max) > 500000',
      for: '30m',
      severity: 'warning',
      summary: 'ClickHouse is behind',
      description: `{{ $value | humanize }} events wait in a partition. Sinks: ${sinks.join(', ')}; topics: ${topics}.`,
      runbook: 'data-stops-flowing',
    },
  ];
}
