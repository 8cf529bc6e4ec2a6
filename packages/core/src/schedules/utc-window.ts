import { type LocalTime, WEEKDAYS, type Weekday } from '../environment/local-time.ts';

/** A span of every day, in minutes after midnight UTC. */
export interface DailyWindow {
  readonly startMinute: number;
  readonly minutes: number;
}

/** A span of every week, in minutes after Monday 00:00 UTC. */
export interface WeeklyWindow {
  readonly startMinute: number;
  readonly minutes: number;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Span that starts at a local time every day. */
export function dailyWindow(at: LocalTime, minutes: number, timeZone: string): DailyWindow {
  return { startMinute: modulo(minuteOf(at) - utcOffsetMinutes(timeZone), DAY), minutes };
}

/** Span that starts at a local time once a week; in UTC it may fall on the day before or after. */
export function weeklyWindow(
  start: { readonly day: Weekday; readonly time: LocalTime },
  minutes: number,
  timeZone: string,
): WeeklyWindow {
  const local = WEEKDAYS.indexOf(start.day) * DAY + minuteOf(start.time);
  return { startMinute: modulo(local - utcOffsetMinutes(timeZone), WEEK), minutes };
}

/** Whether a weekly span shares a minute with a daily one. */
export function overlap(weekly: WeeklyWindow, daily: DailyWindow): boolean {
  return WEEKDAYS.some((_, day) => {
    const start = day * DAY + daily.startMinute;
    return (
      modulo(start - weekly.startMinute, WEEK) < weekly.minutes ||
      modulo(weekly.startMinute - start, WEEK) < daily.minutes
    );
  });
}

/** As RDS and ElastiCache write a daily span: `18:00-19:00`. */
export function dailyText({ startMinute, minutes }: DailyWindow): string {
  return `${clock(startMinute)}-${clock(startMinute + minutes)}`;
}

/** As RDS and ElastiCache write a weekly span: `sat:22:00-sat:23:00`, in lower case, as they store it. */
export function weeklyText({ startMinute, minutes }: WeeklyWindow): string {
  return `${dayAndClock(startMinute)}-${dayAndClock(startMinute + minutes)}`;
}

/** As AWS Backup and EventBridge write a time of every day: `cron(0 18 * * ? *)`. */
export function dailyCron({ startMinute }: DailyWindow): string {
  return `cron(${startMinute % 60} ${Math.floor(startMinute / 60)} * * ? *)`;
}

/** The same on one day of each month, counted in local time; in UTC it may fall on the day before or after. */
export function monthlyCron(dayOfMonth: number, at: LocalTime, timeZone: string, minutesLater = 0): string {
  const minute = dayOfMonth * DAY + minuteOf(at) + minutesLater - utcOffsetMinutes(timeZone);
  return `cron(${minute % 60} ${Math.floor((minute % DAY) / 60)} ${Math.floor(minute / DAY)} * ? *)`;
}

/** Whether two daily spans share a minute. */
export function dailyOverlap(one: DailyWindow, other: DailyWindow): boolean {
  return (
    modulo(other.startMinute - one.startMinute, DAY) < one.minutes ||
    modulo(one.startMinute - other.startMinute, DAY) < other.minutes
  );
}

/** As Amazon MQ writes the start of its two hours. */
export function brokerStart({ startMinute }: WeeklyWindow) {
  return { dayOfWeek: dayOf(startMinute).toUpperCase(), timeOfDay: clock(startMinute), timeZone: 'UTC' };
}

/**
 * Minutes by which a zone is ahead of UTC.
 *
 * AWS knows UTC only, so where clocks change, a window moves by an hour for half of the year. The date is fixed, so
 * that synth gives the same bytes in summer and winter. So choose hours that
 * are quiet an hour earlier and later, too.
 */
function utcOffsetMinutes(timeZone: string): number {
  const january = new Date(Date.UTC(2026, 0, 1));
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset' }).formatToParts(january);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes] = /^GMT([+-])(\d\d):(\d\d)$/.exec(name) ?? ['', '+', '0', '0'];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function minuteOf(time: LocalTime): number {
  const [hours, minutes] = time.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

function clock(minute: number): string {
  const ofDay = modulo(minute, DAY);
  return [Math.floor(ofDay / 60), ofDay % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function dayOf(minute: number): Weekday {
  return WEEKDAYS[Math.floor(modulo(minute, WEEK) / DAY)] ?? 'monday';
}

function dayAndClock(minute: number): string {
  return `${dayOf(minute).slice(0, 3)}:${clock(minute)}`;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
