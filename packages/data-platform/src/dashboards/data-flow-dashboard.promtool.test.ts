import { Promtool } from '@smile/cluster-platform/fixtures';
import { TEST_DATA_FLOW } from '@smile/core/fixtures';
import { afterAll, expect, test } from 'vitest';
import { dataFlowDashboard } from './data-flow-dashboard.ts';

const promtool = new Promtool();
afterAll(() => promtool.close());

const page = dataFlowDashboard(TEST_DATA_FLOW);
const expressions = [...JSON.stringify(page.rows).matchAll(/"expr":("(?:[^"\\]|\\.)*")/g)].map(
  ([, text = '""']) => JSON.parse(text) as string,
);
const asking = (part: string) => {
  const found = expressions.find((one) => one.includes(part));
  if (found === undefined) throw new Error(`no expression has ${part}`);
  return found;
};

test('promtool reads every expression', () => {
  expect(expressions.length).toBeGreaterThan(15);
  expect(promtool.checkExpressions(expressions)).toContain(`SUCCESS: ${expressions.length} rules found`);
});

test('copies of partitions and both names of a topic count once', () => {
  const end = (partition: number, pod: string) =>
    `kafka_log_log_logendoffset{namespace="etl",topic="smile.smile.stock",partition="${partition}",pod="${pod}"}`;
  const lag = (topic: string, partition: number) =>
    `kafka_connect_sink_records_lag{topic="${topic}",partition="${partition}",client="sink-0"}`;
  const said = promtool.ask(
    [
      // 60 and 120 events a minute, each partition with three copies.
      ...['a', 'b', 'c'].map((pod) => [end(0, pod), '0+60x120'] as const),
      ...['a', 'b', 'c'].map((pod) => [end(1, pod), '0+120x120'] as const),
      [lag('smile.smile.stock', 0), '10x120'],
      [lag('smile_smile_stock', 0), '10x120'],
      [lag('smile_smile_stock', 1), '5x120'],
      [lag('smile_smile_stocktake', 0), '900x120'],
    ],
    { [asking('logendoffset')]: 3, [asking('sink_records_lag{')]: 15 },
  );
  expect(said).toContain('SUCCESS');
});
