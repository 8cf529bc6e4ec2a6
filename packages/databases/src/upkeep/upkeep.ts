import {
  type DailyWindow,
  dailyText,
  dailyWindow,
  type LocalTime,
  overlap,
  type Weekday,
  type WeeklyWindow,
  weeklyWindow,
} from '@smile/core';

/** When a store is backed up, patched and changed, in the country's local time. */
export interface Upkeep {
  /** Start of the daily backup, as in `01:00`. It takes an hour at most. */
  readonly backupAt: LocalTime;
  /** Start of the hour in which AWS may patch and restart, once a week. */
  readonly maintenanceAt: { readonly day: Weekday; readonly time: LocalTime };
  /** Whether changes that restart the store wait for that hour. Until then every plan shows them (pitfall P53). */
  readonly changesApply: 'at-once' | 'in-maintenance';
}

/** An {@link Upkeep} in UTC, which is all that AWS knows. */
export interface UpkeepWindows {
  readonly backup: DailyWindow;
  readonly maintenance: WeeklyWindow;
  readonly applyImmediately: boolean;
}

const HOUR = 60;

/** The windows of an upkeep. */
export function upkeepWindows(upkeep: Upkeep, timeZone: string): UpkeepWindows {
  return {
    backup: dailyWindow(upkeep.backupAt, HOUR, timeZone),
    maintenance: weeklyWindow(upkeep.maintenanceAt, HOUR, timeZone),
    applyImmediately: upkeep.changesApply === 'at-once',
  };
}

/** What is wrong with an upkeep: AWS refuses windows that overlap, but only at apply (pitfalls P56, P61). */
export function upkeepProblems(upkeep: Upkeep, timeZone: string): string[] {
  const { backup, maintenance } = upkeepWindows(upkeep, timeZone);
  if (!overlap(maintenance, backup)) return [];
  const { day, time } = upkeep.maintenanceAt;
  return [
    `the hour of maintenance overlaps the hour of the backup, got maintenanceAt=${day} ${time} backupAt=${upkeep.backupAt} (${dailyText(backup)} UTC); start them at least an hour apart`,
  ];
}
