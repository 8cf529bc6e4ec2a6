import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LocalTime, WEEKDAYS } from '../environment/local-time.ts';
import {
  brokerStart,
  dailyCron,
  dailyOverlap,
  dailyText,
  dailyWindow,
  monthlyCron,
  overlap,
  weeklyText,
  weeklyWindow,
} from './utc-window.ts';

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

describe('a cron expression in UTC', () => {
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html: minute, hour, day of month
  test.each([
    ['03:00', JAKARTA, 'cron(0 20 * * ? *)'],
    ['03:00', 'Pacific/Palau', 'cron(0 18 * * ? *)'],
    ['03:30', 'Asia/Kathmandu', 'cron(45 21 * * ? *)'],
    ['22:00', 'America/Lima', 'cron(0 3 * * ? *)'],
  ] as const)('of %s every day in %s is %s', (at, timeZone, expected) => {
    expect(dailyCron(dailyWindow(at, 60, timeZone))).toBe(expected);
  });

  test.each([
    ['03:00', JAKARTA, 'cron(0 22 1 * ? *)'],
    ['03:00', 'Pacific/Palau', 'cron(0 20 1 * ? *)'],
    ['10:00', 'Etc/UTC', 'cron(0 12 2 * ? *)'],
    ['22:30', 'America/Lima', 'cron(30 5 3 * ? *)'],
  ] as const)('of two hours after %s on the second of each month in %s is %s', (at, timeZone, expected) => {
    expect(monthlyCron(2, at, timeZone, 120)).toBe(expected);
  });
});

describe('two daily spans', () => {
  const daily = (time: LocalTime, minutes: number) => dailyWindow(time, minutes, 'Etc/UTC');

  test.each([
    [daily('03:00', 60), daily('03:30', 60), true],
    [daily('03:00', 60), daily('04:00', 60), false],
    [daily('23:30', 60), daily('00:15', 30), true],
    [daily('00:15', 30), daily('23:30', 60), true],
  ])('%j and %j: %s', (one, other, expected) => {
    expect(dailyOverlap(one, other)).toBe(expected);
  });
});
