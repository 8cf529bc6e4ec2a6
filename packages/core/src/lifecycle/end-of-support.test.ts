import { expect, test } from 'vitest';
import { SUPPORT_PERIODS, supportStatus, UNDATED_VERSIONS } from './end-of-support.ts';

test.each([
  ['eks', '1.35', '2026-11-23', { state: 'supported', daysLeft: 124 }],
  ['eks', '1.35', '2027-03-27', { state: 'supported', daysLeft: 0 }],
  ['eks', '1.35', '2027-03-28', { state: 'extended', daysLeft: 365 }],
  ['eks', '1.31', '2026-11-27', { state: 'ended', daysSince: 1 }],
  ['rds-mysql', '8.0', '2026-11-23', { state: 'extended', daysLeft: 981 }],
  ['amazon-mq-rabbitmq', '3.12', '2026-11-23', { state: 'ended', daysSince: 616 }],
] as const)('%s %s on %s', (product, version, on, expected) => {
  expect(supportStatus(product, version, on)).toMatchObject(expected);
});

test('does not claim to know what no vendor has published', () => {
  expect(supportStatus('amazon-mq-rabbitmq', '3.13', '2026-11-23')).toEqual({ state: 'unknown' });
});

test('lists each version once, with dates in order and a source', () => {
  const keys = SUPPORT_PERIODS.map(({ product, version }) => `${product} ${version}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { standardEnds, extendedEnds, source } of SUPPORT_PERIODS) {
    expect(Date.parse(standardEnds)).not.toBeNaN();
    if (extendedEnds !== undefined) expect(Date.parse(extendedEnds)).toBeGreaterThan(Date.parse(standardEnds));
    expect(source).not.toBe('');
  }
});

test('a version is dated or known to be undated, not both', () => {
  const dated = SUPPORT_PERIODS.map(({ product, version }) => `${product} ${version}`);
  const undated = Object.entries(UNDATED_VERSIONS).flatMap(([product, versions]) =>
    versions.map((version) => `${product} ${version}`),
  );
  expect(undated.filter((version) => dated.includes(version))).toEqual([]);
});
