import { BackupRestoreTestingPlan } from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import { BackupRestoreTestingSelection } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { BACKUP_DAILY, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { BackupRole } from './backup-role.ts';

export interface RestoreTestsProps {
  readonly vaultArn: string;
  readonly role: BackupRole;
}

/** The second of each month at 05:00 in Jakarta, two hours after a backup. */
const MONTHLY = 'cron(0 22 1 * ? *)';

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
    const plan = new BackupRestoreTestingPlan(this, 'Default', {
      name: underscored(physicalName(this, { ...NAME_LIMITS.restoreTestingPlan, name: 'monthly' })),
      scheduleExpression: MONTHLY,
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
        // Conditions alone choose among all of the type; the provider refuses `protected_resource_arns` beside them.
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
