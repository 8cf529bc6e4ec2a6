import { expect, test } from 'vitest';
import { windowsOverlap } from './weekly-window.ts';

test.each([
  ['18:00-19:00', 'sat:22:00-sat:23:00', false],
  ['22:30-23:30', 'sat:22:00-sat:23:00', true],
  ['21:00-22:00', 'sat:22:00-sat:23:00', false],
  ['23:00-23:30', 'sat:22:00-sat:23:00', false],
  ['22:15-22:30', 'sat:22:00-sat:23:00', true],
  ['21:00-23:59', 'sat:22:00-sat:23:00', true],
  ['23:30-00:30', 'mon:00:00-mon:01:00', true],
  ['00:00-00:30', 'sun:23:30-mon:00:15', true],
  ['01:00-01:30', 'sun:23:30-mon:00:15', false],
  [undefined, 'sat:22:00-sat:23:00', false],
  ['18:00-19:00', '${var.window}', false],
])('daily %s and weekly %s: %s', (daily, weekly, expected) => {
  expect(windowsOverlap(daily, weekly)).toBe(expected);
});
