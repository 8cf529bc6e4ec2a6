import { CommandError } from './command-error.ts';

/**
 * The day that an option names, as an ISO date; today, in UTC, where it is not given.
 *
 * @throws CommandError for a text that is no day.
 */
export function dayFor(option: string, text: string | undefined): string {
  if (text === undefined) return new Date().toISOString().slice(0, 10);
  const time = Date.parse(`${text}T00:00:00Z`);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
  if (isDay) return text;
  throw CommandError.wrongUse([`${option} must be a day, got ${JSON.stringify(text)}; write it as in 2027-03-01`]);
}
