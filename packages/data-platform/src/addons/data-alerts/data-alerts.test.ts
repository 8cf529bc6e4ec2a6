import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { describe, expect, test } from 'vitest';
import { DATA_ALERTS, dataRules } from './data-alerts.ts';
import { DATA_ALERT_TRIALS } from './fixtures/data-alert-trials.ts';

const RUNBOOK = join(__dirname, '../../../../../docs/runbooks/on-call.md');
const alerts = Object.values(DATA_ALERTS).flat();

/** Text of each section by its anchor: https://docs.gitlab.com/user/markdown/#heading-ids-and-links */
const sections = new Map(
  readFileSync(RUNBOOK, 'utf8')
    .split(/^## /m)
    .map((section) => [anchorOf(section.split('\n')[0] ?? ''), section] as const),
);

function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(/\s/g, '-');
}

describe('every alert', () => {
  test('leads to a section of the runbook that names it', () => {
    const lost = alerts.filter(({ alert, runbook }) => !(sections.get(runbook) ?? '').includes(`\`${alert}\``));
    expect(lost.map(({ alert, runbook }) => `${alert}: ${runbook}`)).toEqual([]);
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
