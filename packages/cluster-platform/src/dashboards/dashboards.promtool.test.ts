import { afterAll, expect, test } from 'vitest';
import { Promtool } from '../addons/alert-rules/fixtures/promtool.ts';
import { DASHBOARDS } from '../addons/dashboards/dashboards.ts';
import { SOURCES } from '../addons/grafana/data-sources.ts';

const promtool = new Promtool();
afterAll(() => promtool.close());

/** Queries of panels, as far as Prometheus answers them. */
const expressions = Object.values(DASHBOARDS)
  .flatMap(({ rows }) => rows.flatMap(({ panels }) => panels))
  .flatMap(({ targets }) => targets as { readonly expr?: string; readonly datasource: { readonly uid: string } }[])
  .flatMap(({ expr, datasource }) => (expr === undefined || datasource.uid !== SOURCES.metrics ? [] : [expr]));

test('promtool reads every expression', () => {
  expect(expressions.length).toBeGreaterThan(10);
  expect(promtool.checkExpressions(expressions)).toContain(`SUCCESS: ${expressions.length} rules found`);
});
