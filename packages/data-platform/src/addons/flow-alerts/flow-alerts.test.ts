import { alertsWithoutSection } from '@smile/cluster-platform/fixtures';
import { describe, expect, test } from 'vitest';
import { FLOW, FLOW_ALERT_TRIALS } from './fixtures/flow-alert-trials.ts';
import { flowAlertRows } from './flow-alert-rows.ts';

const alerts = flowAlertRows(FLOW);

describe('every alert of the flow', () => {
  test('leads to a section of the runbook that names it', () => {
    expect(alertsWithoutSection(alerts)).toEqual([]);
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
