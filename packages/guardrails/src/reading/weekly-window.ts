const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = 24 * 60;
const WEEK = 7 * DAY;

/**
 * Whether a daily window (`18:00-19:00`) and a weekly one (`sat:22:00-sat:23:00`) share a minute.
 *
 * False when one is not given, or not in that form.
 */
export function windowsOverlap(daily: string | undefined, weekly: string | undefined): boolean {
  const every = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/
    .exec(daily ?? '')
    ?.slice(1)
    .map(Number);
  const [from, to] = (weekly ?? '').toLowerCase().split('-').map(minuteOfWeek);
  if (every === undefined || from === undefined || to === undefined) return false;
  const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = every;
  const start = startHour * 60 + startMinute;
  const length = (endHour * 60 + endMinute - start + DAY) % DAY;
  const weeklyLength = (to - from + WEEK) % WEEK;
  // Two ranges on a circle overlap when one begins inside the other.
  return DAYS.some((_, day) => {
    const begin = day * DAY + start;
    return (from - begin + WEEK) % WEEK < length || (begin - from + WEEK) % WEEK < weeklyLength;
  });
}

/** Minute of the week of a time as in `sat:22:00`; undefined for anything else. */
function minuteOfWeek(text: string): number | undefined {
  const [, day = '', hour, minute] = /^([a-z]{3}):(\d\d):(\d\d)$/.exec(text) ?? [];
  const index = DAYS.indexOf(day);
  return index < 0 ? undefined : index * DAY + Number(hour) * 60 + Number(minute);
}
