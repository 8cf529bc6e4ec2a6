import { afterAll, describe, expect, test } from 'vitest';
import { ALERTS, prometheusRules } from './alert-rules.ts';
import { ALERT_TRIALS } from './fixtures/alert-trials.ts';
import { Promtool } from './fixtures/promtool.ts';

const alerts = Object.values(ALERTS).flat();
const promtool = new Promtool();
afterAll(() => promtool.close());

test('promtool reads every expression', () => {
  const groups = prometheusRules('https://git.smile.example/on-call.md').flatMap(({ spec }) => spec.groups ?? []);
  expect(promtool.check(groups)).toContain(`SUCCESS: ${alerts.length} rules found`);
});

describe.each(alerts)('$alert', (alert) => {
  test('burns, and stays quiet on what looks like it', () => {
    const tried = ALERT_TRIALS[alert.alert];
    if (tried === undefined) throw new Error(`${alert.alert} has no trial: add one to fixtures/alert-trials.ts`);
    for (const said of promtool.try(alert, tried)) expect(said).toContain('SUCCESS');
  });
});
