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
export const RESTORE_KEEP_HOURS = 1;

/** What a stack adds its own restore tests to. */
export interface RestoreTestPlan {
  readonly planName: string;
  /** The role that restores. */
  readonly roleArn: string;
}

/**
 * Proof that backups can be restored: once a month AWS restores the newest of each tagged volume, and deletes it again
 * (GOV-BACKUP). A failure reaches the alarm topic as a failed restore.
 *
 * Not buckets: a test would copy all of their objects. Databases are tried by {@link DatabaseRestoreTest} in the network of
 * their environment, because AWS would restore them into the default VPC.
 *
 * Costs a few hours of each restored thing a month.
 */
export class RestoreTests extends Construct implements RestoreTestPlan {
  readonly planName: string;
  readonly roleArn: string;

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
      lifecycle: { preventDestroy: true },
    });
    const volumes = new BackupRestoreTestingSelection(this, 'EBS', {
      name: 'ebs',
      restoreTestingPlanName: plan.name,
      protectedResourceType: 'EBS',
      // The provider takes these or ARNs, never both.
      protectedResourceConditions: [{ stringEquals: [{ key: 'aws:ResourceTag/backup', value: BACKUP_DAILY.backup }] }],
      iamRoleArn: props.role.roleArn,
      validationWindowHours: RESTORE_KEEP_HOURS,
      dependsOn: [...props.role.attachments],
    });
    this.planName = plan.name;
    // Through a selection that AWS has taken, so that the role is known to work (P31).
    this.roleArn = volumes.iamRoleArn;
  }
}

/** Names of restore tests may not hold hyphens. https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html */
function underscored(name: string): string {
  return name.replaceAll('-', '_');
}
