import { describe, expect, test } from 'vitest';
import type { Drift, StackVerdict } from './drift-report.ts';
import { NO_HISTORY, readHistory, withAges } from './history.ts';

const attribute = (path: string) => ({ path, severity: 'low' as const, because: '', before: null, after: null });
const drift = (stack: string, path: string): Drift => ({
  stack,
  address: 'aws_vpc.Vpc',
  type: 'aws_vpc',
  change: 'changed',
  severity: 'low',
  attributes: [attribute(path)],
});
const verdict = (stack: string, drifts: readonly Drift[], notJudged?: readonly string[]): StackVerdict => ({
  stack,
  drift: drifts,
  pending: [],
  ignored: [],
  computed: 0,
  ...(notJudged === undefined ? {} : { notJudged }),
});
const at = (day: string, serial: number, lineage = 'one') => ({
  at: `2026-11-${day}T00:00:00.000Z`,
  states: { a: { serial, lineage }, b: { serial, lineage } },
});
const agesOf = (verdicts: readonly StackVerdict[]) =>
  verdicts.flatMap((one) => one.drift.map(({ attributes }) => attributes[0]?.since));

describe('the age of drift', () => {
  const first = withAges([verdict('a', [drift('a', 'x')])], NO_HISTORY, at('01', 7));

  test('begins with the serial and the day on which it is first seen', () => {
    expect(agesOf(first.verdicts)).toEqual([{ serial: 7, at: '2026-11-01T00:00:00.000Z' }]);
  });

  test('stays while it is there, and is new for another attribute', () => {
    const second = withAges([verdict('a', [drift('a', 'x'), drift('a', 'y')])], first.history, at('09', 12));
    expect(agesOf(second.verdicts)).toEqual([
      { serial: 7, at: '2026-11-01T00:00:00.000Z' },
      { serial: 12, at: '2026-11-09T00:00:00.000Z' },
    ]);
  });

  test('is forgotten when the drift was repaired, and begins anew when it comes back', () => {
    const repaired = withAges([verdict('a', [])], first.history, at('02', 8));
    expect(repaired.history).toEqual(NO_HISTORY);
    expect(agesOf(withAges([verdict('a', [drift('a', 'x')])], repaired.history, at('03', 9)).verdicts)).toEqual([
      { serial: 9, at: '2026-11-03T00:00:00.000Z' },
    ]);
  });

  test('is kept while nobody could judge the stack', () => {
    const unjudged = withAges([verdict('a', [], ['locked']), verdict('b', [])], first.history, at('02', 8));
    expect(unjudged.history).toEqual(first.history);
  });

  test('begins anew with another state', () => {
    const other = withAges([verdict('a', [drift('a', 'x')])], first.history, at('04', 1, 'two'));
    expect(agesOf(other.verdicts)).toEqual([{ serial: 1, at: '2026-11-04T00:00:00.000Z' }]);
  });

  test('survives the file it is kept in', () => {
    expect(readHistory(JSON.parse(JSON.stringify(first.history)))).toEqual(first.history);
  });

  test.each<[string, unknown]>([
    ['something else', { seen: [] }],
    ['another version', { version: 2, seen: [] }],
    ['an entry without a day', { version: 1, seen: [{ stack: 'a', address: 'b', path: 'c' }] }],
    ['a text', 'x'],
  ])('is not read from %s', (_, json) => {
    expect(readHistory(json)).toBeUndefined();
  });
});
