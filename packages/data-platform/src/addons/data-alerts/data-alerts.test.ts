import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { alertsWithoutSection } from '@smile/cluster-platform/fixtures';
import { describe, expect, test } from 'vitest';
import { DATA_ALERTS, dataRules } from './data-alerts.ts';
import { DATA_ALERT_TRIALS } from './fixtures/data-alert-trials.ts';

const alerts = Object.values(DATA_ALERTS).flat();

describe('every alert', () => {
  test('leads to a section of the runbook that names it', () => {
    expect(alertsWithoutSection(alerts)).toEqual([]);
  });

  test('has a name of its own, and is tried by promtool', () => {
    const names = alerts.map(({ alert }) => alert).sort();
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(DATA_ALERT_TRIALS).sort()).toEqual(names);
  });
});

test('rules are what the operator takes', () => {
  for (const rule of dataRules('https://git.smile.example/on-call.md')) {
    expect(() => new PrometheusRule(rule as ConstructorParameters<typeof PrometheusRule>[0]).validate()).not.toThrow();
  }
});
