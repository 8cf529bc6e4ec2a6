import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Alert, alertRule } from './alert.ts';
import { ALERTS, prometheusRules } from './alert-rules.ts';
import { ALERT_TRIALS, type Series } from './fixtures/alert-trials.ts';

const alerts = Object.values(ALERTS).flat();
const BOOK = 'https://git.smile.example/on-call.md';
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'smile-alerts-'));
  const groups = prometheusRules(BOOK).flatMap(({ spec }) => spec.groups ?? []);
  writeFileSync(join(folder, 'rules.json'), JSON.stringify({ groups }));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What promtool says; it ends with an error where it disagrees. */
function promtool(...args: readonly string[]): string {
  const program = process.env.SMILE_PROMTOOL;
  if (program === undefined) throw new Error('SMILE_PROMTOOL is not set: npm test finds promtool and sets it');
  try {
    return execFileSync(program, args, { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    return `${stdout ?? ''}${stderr ?? ''}`;
  }
}

/** What promtool says of a file in which an alert burns with these labels, or with none does not. */
function trial(rule: Alert, series: readonly Series[], at = '4h', burnsWith?: Readonly<Record<string, string>>) {
  const { alert, severity } = rule;
  const labels = Object.entries({ alertname: alert, alertstate: 'firing', severity, ...burnsWith });
  const sample = { labels: `ALERTS{${labels.map(([name, value]) => `${name}="${value}"`).join(',')}}`, value: 1 };
  const asked = {
    expr: `ALERTS{alertname="${alert}",alertstate="firing"}`,
    eval_time: at,
    exp_samples: burnsWith === undefined ? [] : [sample],
  };
  const input_series = series.map(([name, values]) => ({ series: name, values }));
  const tests = [{ interval: '1m', input_series, promql_expr_test: [asked] }];
  const groups = [{ name: 'trial', rules: [alertRule(rule, BOOK)] }];
  writeFileSync(join(folder, 'rule.json'), JSON.stringify({ groups }));
  writeFileSync(
    join(folder, 'trial.json'),
    JSON.stringify({ rule_files: ['rule.json'], evaluation_interval: '1m', tests }),
  );
  return promtool('test', 'rules', 'trial.json');
}

test('promtool reads every expression', () => {
  expect(promtool('check', 'rules', 'rules.json')).toContain(`SUCCESS: ${alerts.length} rules found`);
});

describe.each(alerts)('$alert', (alert) => {
  test('burns, and stays quiet on what looks like it', () => {
    const tried = ALERT_TRIALS[alert.alert];
    if (tried === undefined) throw new Error(`${alert.alert} has no trial: add one to fixtures/alert-trials.ts`);
    expect(trial(alert, tried.burns, tried.at, tried.with)).toContain('SUCCESS');
    expect(trial(alert, tried.quiet, tried.at)).toContain('SUCCESS');
  });
});
