import { dailyOverlap, dailyText, dailyWindow, overlap, weeklyText, weeklyWindow } from '../schedules/utc-window.ts';
import type { DatabasesValues } from './databases-values.ts';
import type { LocalTime } from './local-time.ts';

/** When AWS Backup starts in an account, in the time zone of the environment that owns the account's singletons. */
interface AccountBackup {
  readonly backupAt: LocalTime;
  readonly timeZone: string;
}

/** AWS Backup starts its jobs within an hour, and RDS is busy for an hour of its own. */
const HOUR = 60;

/**
 * What is wrong with the hours of an environment's stores, given when AWS Backup starts in its account: RDS refuses its jobs in the
 * hour before its own backup and maintenance, and during both.
 *
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html
 */
export function backupHourProblems(
  { backupAt, maintenanceAt }: Pick<DatabasesValues, 'backupAt' | 'maintenanceAt'>,
  timeZone: string,
  account: AccountBackup,
): string[] {
  const jobs = dailyWindow(account.backupAt, HOUR, account.timeZone);
  const backup = dailyWindow(backupAt, HOUR, timeZone);
  const maintenance = weeklyWindow(maintenanceAt, HOUR, timeZone);
  const jobsAre = `AWS Backup starts at ${account.backupAt} (${account.timeZone}), ${dailyText(jobs)} UTC`;
  const refused = 'RDS refuses its jobs from an hour before until the end';
  return [
    ...(dailyOverlap(jobs, earlier(backup))
      ? [`databases.backupAt: ${backupAt} is ${dailyText(backup)} UTC, but ${jobsAre}; ${refused}, so move one of them`]
      : []),
    ...(overlap(earlier(maintenance), jobs)
      ? [
          `databases.maintenanceAt: ${maintenanceAt.day} ${maintenanceAt.time} is ${weeklyText(maintenance)} UTC, but ${jobsAre}; ${refused}, so move one of them`,
        ]
      : []),
  ];
}

/** A span with the hour before it. */
function earlier<T extends { readonly startMinute: number; readonly minutes: number }>(window: T): T {
  const day = 24 * HOUR;
  return { ...window, startMinute: (window.startMinute - HOUR + 7 * day) % (7 * day), minutes: window.minutes + HOUR };
}
