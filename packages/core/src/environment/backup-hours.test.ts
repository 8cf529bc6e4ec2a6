import { describe, expect, test } from 'vitest';
import { backupHourProblems } from './backup-hours.ts';
import type { LocalTime, Weekday } from './local-time.ts';

const PALAU = 'Pacific/Palau';

const problems = (backupAt: LocalTime, day: Weekday, time: LocalTime, awsBackup: LocalTime = '03:00', zone = PALAU) =>
  backupHourProblems({ backupAt, maintenanceAt: { day, time } }, PALAU, { backupAt: awsBackup, timeZone: zone });

describe('AWS Backup (GOV-BACKUP)', () => {
  test.each([
    ['01:00', 'sunday', '05:00'],
    ['05:00', 'sunday', '01:00'],
    ['23:00', 'wednesday', '12:00'],
  ] as const)('finds stores idle that back up at %s and are patched on %s at %s', (backup, day, time) => {
    expect(problems(backup, day, time)).toEqual([]);
  });

  test.each(['03:00', '03:30', '04:00', '04:59', '02:01'] as const)('does not run beside a backup at %s', (at) => {
    expect(problems(at, 'sunday', '12:00')).toHaveLength(1);
  });

  test('says what meets, in local time and UTC, for the backup and for the maintenance', () => {
    expect(problems('04:00', 'sunday', '02:30')).toEqual([
      'databases.backupAt: 04:00 is 19:00-20:00 UTC, but AWS Backup starts at 03:00 (Pacific/Palau), 18:00-19:00 UTC; RDS refuses its jobs from an hour before until the end, so move one of them',
      'databases.maintenanceAt: sunday 02:30 is sat:17:30-sat:18:30 UTC, but AWS Backup starts at 03:00 (Pacific/Palau), 18:00-19:00 UTC; RDS refuses its jobs from an hour before until the end, so move one of them',
    ]);
  });

  test('is compared in UTC where the account belongs to a country with other clocks', () => {
    expect(problems('05:00', 'sunday', '12:00', '03:00', 'Asia/Jakarta')).toHaveLength(1);
    expect(problems('03:00', 'sunday', '12:00', '03:00', 'Asia/Jakarta')).toEqual([]);
  });

  test('meets hours across midnight', () => {
    expect(problems('00:30', 'sunday', '12:00', '23:45')).toHaveLength(1);
    expect(problems('12:00', 'monday', '00:15', '23:30')).toHaveLength(1);
  });
});
