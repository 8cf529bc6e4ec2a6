import { describe, expect, test } from 'vitest';
import { asSynth } from '../fixtures/example.ts';
import type { RuleContext } from '../rule.ts';
import { judgeCharts } from './chart-support.ts';

const CATALOGUE = {
  'mesh-base': { name: 'base', version: '1.30.3', endOfSupport: '2026-11-30' },
  'database-base': { name: 'database-base', version: '2.0.0' },
};

/** What is said of a release of an archive on a day. */
function said(chart: string, on?: string) {
  const inventory = asSynth({ helm_release: { chart } });
  const context: RuleContext = {
    inventory,
    on,
    resources: (type) => inventory.resources({ type }),
    dataSources: () => [],
  };
  return judgeCharts(context, CATALOGUE).map(({ message, status }) => ({ message, status }));
}

describe('the end of support of a chart', () => {
  const leaves = (days: number) => [
    { message: `mesh-base 1.30.3 leaves standard support on 2026-11-30, in ${days} days`, status: 'warned' },
  ];
  const left = (days: number, status: string) => [
    { message: `mesh-base 1.30.3 left standard support on 2026-11-30, ${days} days ago`, status },
  ];

  test.each([
    ['far away', '2026-06-02', []],
    ['180 days before', '2026-06-03', leaves(180)],
    ['on the last day', '2026-11-30', leaves(0)],
    ['the day after', '2026-12-01', left(1, 'warned')],
    ['30 days after', '2026-12-30', left(30, 'warned')],
    ['31 days after', '2026-12-31', left(31, 'failed')],
  ])('is told: %s', (_, on, expected) => {
    expect(said('.charts/base-1.30.3.tgz', on)).toEqual(expected);
  });

  test('is told wherever the cache lies, also where Terraform puts the folder in', () => {
    expect(said('${path.module}/../.charts/base-1.30.3.tgz', '2026-11-30')).toEqual(leaves(0));
  });

  test('is not told without a day, and not of a chart without a date', () => {
    expect(said('.charts/base-1.30.3.tgz')).toEqual([]);
    expect(said('.charts/database-base-2.0.0.tgz', '2030-01-01')).toEqual([]);
  });
});

test('an archive of another version is not the one of the row, whichever name begins alike', () => {
  expect(said('.charts/database-base-1.0.0.tgz')).toEqual([
    {
      message:
        'chart database-base-1.0.0.tgz is not in the catalogue, which has database-base 2.0.0; name its archive, or add the chart',
      status: undefined,
    },
  ]);
});
