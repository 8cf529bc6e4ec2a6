import { BackupRestoreTestingPlan } from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import { BackupRestoreTestingSelection } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { BACKUP_DAILY, EstateStack, type LocalTime, monthlyCron, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { BackupRole } from './backup-role.ts';

export interface RestoreTestsProps {
  readonly vaultArn: string;
  readonly role: BackupRole;
  /** Local time of the daily backup, which tests start two hours after. */
  readonly backupAt: LocalTime;
}

/** Day of the month, in local time: the first is busy enough with reports. */
const DAY_OF_MONTH = 2;

/** The backup of that day has ended by then. */
const MINUTES_AFTER_BACKUP = 120;

/** A test may use any backup that is kept. */
const WINDOW_DAYS = 7;

/** Hours in which somebody may look at what was restored before AWS deletes it. */
const KEEP_HOURS = 1;

/** Types that are tried. Not buckets: a test would copy all of their objects. */
const TESTED_TYPES = ['EBS', 'RDS'] as const;

/**
 * Proof that backups can be restored: once a month AWS restores the newest of each tagged database and volume, and
 * deletes it again (GOV-BACKUP). A failure reaches the alarm topic as a failed restore.
 *
 * Costs a few hours of each restored thing a month.
 */
export class RestoreTests extends Construct {
  constructor(scope: Construct, id: string, props: RestoreTestsProps) {
    super(scope, id);
    const { country } = EstateStack.ofConstruct(this).environment;
    const plan = new BackupRestoreTestingPlan(this, 'Default', {
      name: underscored(physicalName(this, { ...NAME_LIMITS.restoreTestingPlan, name: 'monthly' })),
      scheduleExpression: monthlyCron(DAY_OF_MONTH, props.backupAt, country.timeZone, MINUTES_AFTER_BACKUP),
      scheduleExpressionTimezone: 'Etc/UTC',
      startWindowHours: 1,
      recoveryPointSelection: [
        {
          algorithm: 'LATEST_WITHIN_WINDOW',
          includeVaults: [props.vaultArn],
          recoveryPointTypes: ['SNAPSHOT'],
          selectionWindowDays: WINDOW_DAYS,
        },
      ],
    });
    for (const type of TESTED_TYPES) {
      new BackupRestoreTestingSelection(this, type, {
        name: type.toLowerCase(),
        restoreTestingPlanName: plan.name,
        protectedResourceType: type,
        protectedResourceArns: ['*'],
        protectedResourceConditions: [
          { stringEquals: [{ key: 'aws:ResourceTag/backup', value: BACKUP_DAILY.backup }] },
        ],
        iamRoleArn: props.role.roleArn,
        validationWindowHours: KEEP_HOURS,
        dependsOn: [...props.role.attachments],
      });
    }
  }
}

/** Names of restore tests may not hold hyphens. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html */
function underscored(name: string): string {
  return name.replaceAll('-', '_');
}
