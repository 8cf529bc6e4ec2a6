import type { GroupRoom } from '@smile/inventory';
import { expect, test } from 'vitest';
import { reportData } from '../fixtures/report-data.ts';
import { capacitySection } from './capacity-section.ts';

const room = (cpuMillis: number, memoryMebibytes: number, pods: number) => ({ cpuMillis, memoryMebibytes, pods });
const GROUP: GroupRoom = {
  group: 'app',
  instanceType: 'm6g.2xlarge',
  kind: 'pooled',
  remainingNodes: 3,
  asked: room(12_000, 30_720, 90),
  given: room(24_000, 86_016, 330),
  askedAtMost: room(30_000, 102_400, 200),
  givenAtMost: room(79_000, 287_744, 1100),
};

const pageOf = (...groups: readonly GroupRoom[]) =>
  capacitySection({ ...reportData(), capacity: [{ stack: 'indonesia-production-app-platform', groups }] }).text;

test('shows what is asked of what is given, and what runs out first', () => {
  const page = pageOf(GROUP);
  expect(page).toContain('3 x m6g.2xlarge');
  expect(page).toContain('12.0 of 24.0 CPUs, 30.0 of 84.0 GiB, 90 of 330 pods');
  expect(page).toContain('30.0 of 79.0 CPUs, 100.0 of 281.0 GiB, 200 of 1100 pods');
  expect(page).toContain('50 %');
});

test('warns of a group that is nearly full, and counts one without nodes as empty', () => {
  expect(pageOf({ ...GROUP, asked: room(21_000, 0, 0) })).toContain('badge warning');
  expect(pageOf({ ...GROUP, asked: room(0, 0, 0), given: room(0, 0, 0) })).toContain('0 %');
});

test('says so where nothing is known', () => {
  expect(capacitySection({ ...reportData(), capacity: [] }).text).toContain(
    'Nothing here says what runs on its nodes.',
  );
});
