import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FLOW } from './fixtures/flow.ts';
import { FLOW_ALERT_TRIALS } from './fixtures/flow-alert-trials.ts';
import { flowAlertRows } from './flow-alert-rows.ts';

const runbook = readFileSync(join(__dirname, '../../../../../docs/runbooks/on-call.md'), 'utf8');
const alerts = flowAlertRows(FLOW);

/** Anchors of headings: https://docs.gitlab.com/user/markdown/#heading-ids-and-links */
const sections = new Map(
  runbook.split(/^## /m).map((section) => [(section.split('\n')[0] ?? '').toLowerCase().replaceAll(' ', '-'), section]),
);

describe('every alert of the flow', () => {
  test('leads to a section of the runbook that names it', () => {
    const lost = alerts.filter(({ alert, runbook: book }) => !(sections.get(book) ?? '').includes(`\`${alert}\``));
    expect(lost.map(({ alert, runbook: book }) => `${alert}: ${book}`)).toEqual([]);
  });

  test('has a name of its own, and is tried by promtool', () => {
    expect(Object.keys(FLOW_ALERT_TRIALS).sort()).toEqual(alerts.map(({ alert }) => alert).sort());
  });

  // DAT-DEBEZIUM: the alert comes while MySQL still has half of what it keeps.
  test('follows how long MySQL keeps its binary log', () => {
    const expr = (hours: number) =>
      flowAlertRows({ ...FLOW, binaryLogHours: hours }).find(({ alert }) => alert === 'CaptureFarBehind')?.expr;
    expect(expr(72)).toBe('max(debezium_mysql_millisecondsbehindsource) / 1000 > 129600');
    expect(expr(24)).toBe('max(debezium_mysql_millisecondsbehindsource) / 1000 > 43200');
  });
});
