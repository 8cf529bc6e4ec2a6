import { Promtool } from '@smile/cluster-platform/fixtures';
import { afterAll, describe, expect, test } from 'vitest';
import { DATA_ALERTS, dataRules } from './data-alerts.ts';
import { DATA_ALERT_TRIALS, NEVER_BACKED_UP } from './fixtures/data-alert-trials.ts';

const alerts = Object.values(DATA_ALERTS).flat();
const promtool = new Promtool();
afterAll(() => promtool.close());

test('promtool reads every expression', () => {
  const groups = dataRules('https://git.smile.example/on-call.md').flatMap(({ spec }) => spec.groups ?? []);
  expect(promtool.check(groups)).toContain(`SUCCESS: ${alerts.length} rules found`);
});

describe.each(alerts)('$alert', (alert) => {
  test('burns, and stays quiet on what looks like it', () => {
    const tried = DATA_ALERT_TRIALS[alert.alert];
    if (tried === undefined) throw new Error(`${alert.alert} has no trial: add one to fixtures/data-alert-trials.ts`);
    for (const said of promtool.try(alert, tried)) expect(said).toContain('SUCCESS');
  });
});

test('ClickhouseBackupOld burns for a job that never succeeded, too', () => {
  const alert = alerts.find((one) => one.alert === 'ClickhouseBackupOld');
  if (alert === undefined) throw new Error('there is no such alert');
  for (const said of promtool.try(alert, NEVER_BACKED_UP)) expect(said).toContain('SUCCESS');
});
