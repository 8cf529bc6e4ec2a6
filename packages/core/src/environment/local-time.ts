import { text } from './checks.ts';

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** Hours and minutes of the country's time zone, as in `01:30`. */
export type LocalTime = `${number}:${number}`;

/** Checks a {@link LocalTime}. */
export const localTime = text(
  'a time of day, as in 01:30',
  (value) => /^([01]\d|2[0-3]):[0-5]\d$/.test(value),
  "write it in the country's time zone",
).transform((value) => value as LocalTime);
