import { TEST_DATA_FLOW } from '@smile/core/fixtures';
import { describe, expect, test } from 'vitest';
import { METRIC_RULES } from '../addons/kafka-connect/connect-metrics.ts';
import { dataFlowDashboard } from './data-flow-dashboard.ts';
import { flowDashboards } from './flow-dashboards.ts';

const page = dataFlowDashboard(TEST_DATA_FLOW);
const titles = page.rows.map(({ title }) => title);
const legends = (row: string) =>
  page.rows
    .filter(({ title }) => title.startsWith(row))
    .flatMap(({ panels }) => JSON.stringify(panels).match(/(?<="legendFormat":")[^"]+/g) ?? []);

describe('the dashboard of the data flow', () => {
  test('has a row for each table, with its path and engine, between what all share', () => {
    expect(titles).toEqual([
      'From MySQL: what all tables share',
      'smile.stock: straight to ClickHouse, ReplacingMergeTree',
      'smile.waste: through RisingWave, ReplacingMergeTree',
      'RisingWave',
      'ClickHouse',
    ]);
  });

  test('asks for the topics of a table: on its way through RisingWave there are two', () => {
    expect(legends('smile.stock')).toEqual(['smile.smile.stock', 'smile.smile.stock']);
    expect(legends('smile.waste')).toEqual(['smile.smile.waste', 'risingwave.smile.waste', 'risingwave.smile.waste']);
  });

  test('leaves RisingWave out where no table goes through it', () => {
    const [stock] = TEST_DATA_FLOW.tables;
    const direct = dataFlowDashboard({ ...TEST_DATA_FLOW, tables: stock === undefined ? [] : [stock] });
    expect(direct.rows.map(({ title }) => title)).not.toContain('RisingWave');
  });

  // DAT-DEBEZIUM: half of 48 hours, as the alert.
  test('is red where the alert burns', () => {
    expect(JSON.stringify(page.rows[0])).toContain('{"color":"red","value":86400}');
  });

  test('is there where something flows', () => {
    expect(Object.keys(flowDashboards(TEST_DATA_FLOW))).toEqual(['DataFlow']);
    expect(flowDashboards(undefined)).toEqual({});
  });
});

// What the exporter makes of JMX: it tries rules against `domain<properties><keys>attribute: value`, in any part of it.
// https://prometheus.github.io/jmx_exporter/1.3.0/http-mode/rules/
describe('the lag of each topic', () => {
  const bean = 'kafka.consumer<type=consumer-fetch-manager-metrics, client-id=connector-consumer-sink-0';
  const named = (line: string) =>
    METRIC_RULES.rules.filter(({ pattern }) => new RegExp(pattern).test(line)).map(({ name }) => name);

  test('is that of each partition now, not its mean or its most', () => {
    const partition = `${bean}, topic=smile_smile_stock, partition=0><>`;
    expect(named(`${partition}records-lag: 12.0`)).toEqual(['kafka_connect_sink_records_lag']);
    expect(named(`${partition}records-lag-avg: 12.0`)).toEqual([]);
    expect(named(`${bean}><>records-lag-max: 12.0`)).toEqual(['kafka_connect_sink_records_lag_max']);
  });
});
