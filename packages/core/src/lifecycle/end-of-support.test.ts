import { expect, test } from 'vitest';
import { SUPPORT_PERIODS, supportStatus, UNDATED_VERSIONS } from './end-of-support.ts';

test.each([
  ['eks', '1.35', '2026-11-23', { state: 'supported', daysLeft: 124 }],
  ['eks', '1.35', '2027-03-27', { state: 'supported', daysLeft: 0 }],
  ['eks', '1.35', '2027-03-28', { state: 'extended', daysLeft: 365 }],
  ['eks', '1.31', '2026-11-27', { state: 'ended', daysSince: 1 }],
  ['rds-mysql', '8.0', '2026-11-23', { state: 'extended', daysLeft: 981 }],
  ['amazon-mq-rabbitmq', '3.12', '2026-11-23', { state: 'ended', daysSince: 616 }],
  // https://docs.aws.amazon.com/linux/al2023/ug/release-cadence.html: maintenance brings security updates, and costs nothing.
  ['al2023', '2023', '2027-06-30', { state: 'supported', daysLeft: 0 }],
  ['al2023', '2023', '2027-07-01', { state: 'maintenance', daysLeft: 730 }],
  ['al2023', '2023', '2029-07-01', { state: 'ended', daysSince: 1 }],
  // https://wiki.debian.org/LTS: not by Debian's security team, so it is no support of the vendor.
  ['debian', '12', '2026-07-12', { state: 'ended', daysSince: 1 }],
] as const)('%s %s on %s', (product, version, on, expected) => {
  expect(supportStatus(product, version, on)).toMatchObject(expected);
});

test('does not claim to know what no vendor has published', () => {
  expect(supportStatus('amazon-mq-rabbitmq', '3.13', '2026-11-23')).toEqual({ state: 'unknown' });
});

test('lists each version once, with dates in order and a source', () => {
  const keys = SUPPORT_PERIODS.map(({ product, version }) => `${product} ${version}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { standardEnds, extendedEnds, maintenanceEnds, communityEnds, source } of SUPPORT_PERIODS) {
    expect(Date.parse(standardEnds)).not.toBeNaN();
    for (const later of [extendedEnds, maintenanceEnds, communityEnds]) {
      if (later !== undefined) expect(Date.parse(later)).toBeGreaterThan(Date.parse(standardEnds));
    }
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
