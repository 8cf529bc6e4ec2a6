import { Promtool } from '@smile/cluster-platform/fixtures';
import { afterAll, describe, expect, test } from 'vitest';
import { FLOW, FLOW_ALERT_TRIALS } from './fixtures/flow-alert-trials.ts';
import { flowAlertRows } from './flow-alert-rows.ts';
import { flowRule } from './flow-alerts.ts';

const alerts = flowAlertRows(FLOW);
const promtool = new Promtool();
afterAll(() => promtool.close());

test('promtool reads every expression', () => {
  const { groups } = flowRule(FLOW, 'https://git.smile.example/on-call.md').spec;
  expect(promtool.check(groups)).toContain(`SUCCESS: ${alerts.length} rules found`);
});

describe.each(alerts)('$alert', (alert) => {
  test('burns, and stays quiet on what looks like it', () => {
    const tried = FLOW_ALERT_TRIALS[alert.alert];
    if (tried === undefined) throw new Error(`${alert.alert} has no trial: add one to fixtures/flow-alert-trials.ts`);
    for (const said of promtool.try(alert, tried)) expect(said).toContain('SUCCESS');
  });
});
