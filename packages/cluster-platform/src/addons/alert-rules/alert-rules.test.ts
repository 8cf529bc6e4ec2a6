import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { describe, expect, test } from 'vitest';
import { LOG_ALERTS } from '../loki/log-rules.ts';
import { type Alert, alertRule } from './alert.ts';
import { ALERTS, prometheusRules } from './alert-rules.ts';
import { ALERT_TRIALS } from './fixtures/alert-trials.ts';
import { alertsWithoutSection } from './fixtures/on-call-sections.ts';

const prometheusAlerts: readonly Alert[] = Object.values(ALERTS).flat();
const all: readonly Alert[] = [...prometheusAlerts, ...LOG_ALERTS];

describe('every alert', () => {
  test('leads to a section of the runbook that names it, so that who searches for it finds it', () => {
    expect(alertsWithoutSection(all)).toEqual([]);
  });

  test('has a name of its own', () => {
    const names = all.map(({ alert }) => alert);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  // https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/#rule: a duration has a unit.
  test('says for how long it must hold', () => {
    expect(all.filter((alert) => !/^\d+[mh]$/.test(alert.for)).map(({ alert }) => alert)).toEqual([]);
  });

  test('of Prometheus is tried by promtool', () => {
    expect(Object.keys(ALERT_TRIALS).sort()).toEqual(prometheusAlerts.map(({ alert }) => alert).sort());
  });
});

test('a rule has what a message shows, and what routes it', () => {
  const alert: Alert = {
    alert: 'UsersWait',
    expr: 'vector(1) > 0',
    for: '5m',
    severity: 'critical',
    summary: 'Users wait',
    description: 'For a long time.',
    runbook: 'users-wait',
  };
  expect(alertRule(alert, 'https://git.smile.example/on-call.md')).toEqual({
    alert: 'UsersWait',
    expr: 'vector(1) > 0',
    for: '5m',
    labels: { severity: 'critical' },
    annotations: {
      summary: 'Users wait',
      description: 'For a long time.',
      runbook_url: 'https://git.smile.example/on-call.md#users-wait',
    },
  });
});

test('rules are what the operator takes', () => {
  for (const rule of prometheusRules('https://git.smile.example/on-call.md')) {
    expect(() => new PrometheusRule(rule as ConstructorParameters<typeof PrometheusRule>[0]).validate()).not.toThrow();
  }
});
