import { type LocalTime, WEEKDAYS } from '@smile/core';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { brokerStart, dailyText, dailyWindow, overlap, weeklyText, weeklyWindow } from './utc-window.ts';

const JAKARTA = 'Asia/Jakarta';

describe('a daily window', () => {
  test.each([
    ['01:00', JAKARTA, '18:00-19:00'],
    ['07:00', JAKARTA, '00:00-01:00'],
    ['06:30', JAKARTA, '23:30-00:30'],
    ['01:00', 'Etc/UTC', '01:00-02:00'],
    ['01:00', 'Asia/Kathmandu', '19:15-20:15'],
    ['20:00', 'America/Lima', '01:00-02:00'],
  ] as const)('%s in %s is %s UTC', (at, timeZone, expected) => {
    expect(dailyText(dailyWindow(at, 60, timeZone))).toBe(expected);
  });
});

describe('a weekly window', () => {
  test.each([
    ['sunday', '05:00', JAKARTA, 'sat:22:00-sat:23:00'],
    ['monday', '06:30', JAKARTA, 'sun:23:30-mon:00:30'],
    ['sunday', '12:00', JAKARTA, 'sun:05:00-sun:06:00'],
    ['sunday', '22:00', 'America/Lima', 'mon:03:00-mon:04:00'],
  ] as const)('%s %s in %s is %s UTC', (day, time, timeZone, expected) => {
    expect(weeklyText(weeklyWindow({ day, time }, 60, timeZone))).toBe(expected);
  });

  test('starts at a day and a time for Amazon MQ', () => {
    const window = weeklyWindow({ day: 'sunday', time: '05:00' }, 60, JAKARTA);
    expect(brokerStart(window)).toEqual({ dayOfWeek: 'SATURDAY', timeOfDay: '22:00', timeZone: 'UTC' });
  });
});

describe('overlap', () => {
  const weekly = (day: (typeof WEEKDAYS)[number], time: LocalTime) => weeklyWindow({ day, time }, 60, 'Etc/UTC');
  const daily = (time: LocalTime) => dailyWindow(time, 60, 'Etc/UTC');

  test.each([
    ['sunday', '05:00', '05:30', true],
    ['sunday', '05:30', '05:00', true],
    ['sunday', '05:00', '06:00', false],
    ['sunday', '05:00', '04:00', false],
    ['monday', '00:00', '23:30', true],
    ['sunday', '23:30', '00:00', true],
  ] as const)('%s %s and daily %s: %s', (day, time, at, expected) => {
    expect(overlap(weekly(day, time), daily(at))).toBe(expected);
  });

  test('is true exactly if some minute belongs to both, whatever the time zone', () => {
    const time = fc
      .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([hours, minutes]) => `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` as LocalTime);
    const zone = fc.constantFrom(JAKARTA, 'Asia/Kathmandu', 'America/Lima', 'Etc/UTC');
    fc.assert(
      fc.property(fc.constantFrom(...WEEKDAYS), time, time, zone, (day, start, backup, timeZone) => {
        const one = weeklyWindow({ day, time: start }, 60, timeZone);
        const other = dailyWindow(backup, 60, timeZone);
        const minutesOfDay = (from: number) => Array.from({ length: 60 }, (_, minute) => (from + minute) % 1440);
        const shared = minutesOfDay(one.startMinute).filter((minute) =>
          minutesOfDay(other.startMinute).includes(minute),
        );
        expect(overlap(one, other)).toBe(shared.length > 0);
      }),
    );
  });
});
