import { BackupPlan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupRegionSettings } from '@cdktf/provider-aws/lib/backup-region-settings';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { BackupVaultLockConfiguration } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import { BackupVaultNotifications } from '@cdktf/provider-aws/lib/backup-vault-notifications';
import {
  type AlarmTopic,
  BACKUP_DAILY,
  dailyCron,
  dailyWindow,
  defaultTags,
  EncryptionKey,
  EstateStack,
  type LocalTime,
  NAME_LIMITS,
  physicalName,
} from '@smile/core';
import { Construct } from 'constructs';
import { BACKUP_RESOURCE_TYPES } from './backup-resource-types.ts';
import { BackupRole } from './backup-role.ts';
import { RestoreTests } from './restore-tests.ts';

export interface BackupsProps {
  readonly topic: AlarmTopic;
  /** Local time at which the daily backup starts, as in `03:00`. */
  readonly at: LocalTime;
}

/** How long a backup is kept, in days; the lock lets nobody keep one for less. */
const RETENTION_DAYS = 7;

/** Longest that anybody may keep a backup by hand, in days: a year for a case under investigation. */
const LONGEST_RETENTION_DAYS = 365;

/** Minutes within which a job must start, and end; a job that exceeds them is reported as EXPIRED. */
const START_WITHIN_MINUTES = 60;
const END_WITHIN_MINUTES = 360;

/**
 * Backups of everything in the account and region that is tagged `backup = daily`, whichever environment and stack made
 * it: daily at the local time of {@link BackupsProps.at}, kept seven days (GOV-BACKUP).
 *
 * The vault is locked in governance mode: nobody deletes a backup before its time unless they first remove the lock,
 * which the audit trail shows. Its key and name replace the vault, which Terraform refuses. Costs storage, about USD
 * 0.05 to 0.10 per GB and month, and the key.
 */
export class Backups extends Construct {
  /** Where stacks add restore tests of what they make. */
  readonly restoreTests: RestoreTests;

  constructor(scope: Construct, id: string, props: BackupsProps) {
    super(scope, id);
    this.optIn();
    const vault = this.createVault();
    const lock = this.lock(vault);
    this.tell(vault, props.topic);
    const role = new BackupRole(this, 'Role');
    this.select(this.createPlan(vault, lock, props.at), role);
    this.restoreTests = new RestoreTests(this, 'RestoreTests', { vaultArn: vault.arn, role, backupAt: props.at });
  }

  /**
   * Only what is named is changed, and AWS returns every type that the region has; what it adds one day is not ours to
   * switch off, so the answer is not compared (P71).
   */
  private optIn(): void {
    new BackupRegionSettings(this, 'ResourceTypes', {
      resourceTypeOptInPreference: Object.fromEntries(BACKUP_RESOURCE_TYPES.map(({ type }) => [type, true])),
      lifecycle: { ignoreChanges: ['resource_type_opt_in_preference'] },
    });
  }

  private createVault(): BackupVault {
    const key = new EncryptionKey(this, 'Key', { description: 'Backups', alias: 'backup' });
    key.allowThroughService('backup');
    return new BackupVault(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.backupVault, name: 'daily' }),
      kmsKeyArn: key.keyArn,
      lifecycle: { preventDestroy: true },
    });
  }

  /**
   * Never `changeableForDays`: with it, the lock turns into one that neither we nor AWS can remove, for as long as a
   * backup lives (P70).
   */
  private lock(vault: BackupVault): BackupVaultLockConfiguration {
    return new BackupVaultLockConfiguration(this, 'Lock', {
      backupVaultName: vault.name,
      minRetentionDays: RETENTION_DAYS,
      maxRetentionDays: LONGEST_RETENTION_DAYS,
      lifecycle: { preventDestroy: true },
    });
  }

  /** Only what EventBridge does not tell: failed jobs come from there, and successes would be a mail per thing and day. */
  private tell(vault: BackupVault, topic: AlarmTopic): void {
    new BackupVaultNotifications(this, 'Notifications', {
      backupVaultName: vault.name,
      snsTopicArn: topic.topicArn,
      backupVaultEvents: ['RECOVERY_POINT_MODIFIED', 'S3_BACKUP_OBJECT_FAILED', 'S3_RESTORE_OBJECT_FAILED'],
    });
  }

  private createPlan(vault: BackupVault, lock: BackupVaultLockConfiguration, at: LocalTime): BackupPlan {
    const { environment, layer } = EstateStack.ofConstruct(this);
    return new BackupPlan(this, 'Plan', {
      name: physicalName(this, { ...NAME_LIMITS.backupPlan, name: 'daily' }),
      rule: [
        {
          ruleName: 'daily',
          targetVaultName: vault.name,
          // In UTC, as every other schedule, and as logs say it.
          schedule: dailyCron(dailyWindow(at, START_WITHIN_MINUTES, environment.country.timeZone)),
          scheduleExpressionTimezone: 'Etc/UTC',
          startWindow: START_WITHIN_MINUTES,
          completionWindow: END_WITHIN_MINUTES,
          lifecycle: { deleteAfter: RETENTION_DAYS },
          // The provider's default tags do not reach what AWS Backup makes (P14).
          recoveryPointTags: defaultTags(environment, layer),
        },
      ],
      dependsOn: [lock],
    });
  }

  private select(plan: BackupPlan, role: BackupRole): void {
    new BackupSelection(this, 'Tagged', {
      name: 'tagged-daily',
      planId: plan.id,
      iamRoleArn: role.roleArn,
      selectionTag: [{ type: 'STRINGEQUALS', key: 'backup', value: BACKUP_DAILY.backup }],
      // AWS tries the role when the selection is made (P31).
      dependsOn: [...role.attachments],
    });
  }
}
