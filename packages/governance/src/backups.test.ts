import { BackupPlan } from '@cdktf/provider-aws/lib/backup-plan';
import { BackupRegionSettings } from '@cdktf/provider-aws/lib/backup-region-settings';
import { BackupRestoreTestingPlan } from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import { BackupRestoreTestingSelection } from '@cdktf/provider-aws/lib/backup-restore-testing-selection';
import { BackupSelection } from '@cdktf/provider-aws/lib/backup-selection';
import { BackupVault } from '@cdktf/provider-aws/lib/backup-vault';
import { BackupVaultLockConfiguration } from '@cdktf/provider-aws/lib/backup-vault-lock-configuration';
import { BackupVaultNotifications } from '@cdktf/provider-aws/lib/backup-vault-notifications';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicyAttachment } from '@cdktf/provider-aws/lib/iam-role-policy-attachment';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { Backups } from './backups.ts';
import { accountStackFor, statementsAt } from './fixtures.ts';

const TOPIC = 'arn:aws:sns:ap-southeast-3:222222222222:smile-alarms';

const stack = accountStackFor((scope) => {
  new Backups(scope, 'Backups', { topic: { topicArn: TOPIC }, at: '03:00' });
});

describe('the plan (GOV-BACKUP)', () => {
  test('runs daily at the local time, in UTC, and keeps seven days', () => {
    expect(stack).toHaveResource(BackupPlan, {
      name: 'smile-uat-daily',
      rule: [
        {
          rule_name: 'daily',
          schedule: 'cron(0 20 * * ? *)',
          schedule_expression_timezone: 'Etc/UTC',
          start_window: 60,
          completion_window: 360,
          lifecycle: { delete_after: 7 },
        },
      ],
    });
    expect(stack).toReference(BackupPlan, 'rule[*].target_vault_name', BackupVault);
  });

  test('tags what it makes, which default tags do not reach (P14)', () => {
    expect(stack).toHaveResource(BackupPlan, {
      rule: [{ recovery_point_tags: { project: 'smile', environment: 'staging', backup: 'none' } }],
    });
  });

  test('takes everything that is tagged backup=daily', () => {
    expect(resourcesOf(stack, BackupSelection)).toEqual([
      expect.objectContaining({
        name: 'tagged-daily',
        selection_tag: [{ type: 'STRINGEQUALS', key: 'backup', value: 'daily' }],
      }),
    ]);
    expect(stack).toReference(BackupSelection, 'plan_id', BackupPlan);
  });

  test('switches on what the estate has, and asks for nothing that the region may lack (P71)', () => {
    const [settings] = resourcesOf(stack, BackupRegionSettings) as [
      { resource_type_opt_in_preference: Record<string, boolean> },
    ];
    const preference = settings.resource_type_opt_in_preference;
    expect(Object.values(preference)).not.toContain(false);
    // As `describe-region-settings` spells them: https://github.com/boto/boto3/issues/3758. A type that the region lacks ends
    // the apply (hashicorp/terraform-provider-aws#21801), so neither the newest nor the rarest are asked for.
    expect(Object.keys(preference)).toEqual(['Aurora', 'DynamoDB', 'EBS', 'EC2', 'EFS', 'RDS', 'S3']);
  });

  test('compares no answer with the list, because AWS returns every type that the region has', () => {
    expect(stack).toHaveResource(BackupRegionSettings, {
      lifecycle: { ignore_changes: ['resource_type_opt_in_preference'] },
    });
  });
});

describe('the vault', () => {
  test('is encrypted and protected from destroy', () => {
    expect(stack).toHaveResource(BackupVault, { name: 'smile-uat-daily', lifecycle: { prevent_destroy: true } });
    expect(stack).toReference(BackupVault, 'kms_key_arn', KmsKey);
    expect(statementsAt(stack, 'Backups/Key/Policy')).toContainEqual(
      expect.objectContaining({ sid: 'AllowThroughBackup' }),
    );
  });

  test('is locked in governance mode, never in the mode that nobody can undo (P70)', () => {
    const locks = resourcesOf(stack, BackupVaultLockConfiguration);
    expect(locks).toEqual([
      expect.objectContaining({ min_retention_days: 7, max_retention_days: 365, lifecycle: { prevent_destroy: true } }),
    ]);
    expect(locks[0]).not.toHaveProperty('changeable_for_days');
  });

  test('accepts what the plan keeps: a retention outside the lock fails every job, at run time', () => {
    const [lock] = resourcesOf(stack, BackupVaultLockConfiguration) as [
      { min_retention_days: number; max_retention_days: number },
    ];
    const [plan] = resourcesOf(stack, BackupPlan) as [{ rule: { lifecycle: { delete_after: number } }[] }];
    for (const { lifecycle } of plan.rule) {
      expect(lifecycle.delete_after).toBeGreaterThanOrEqual(lock.min_retention_days);
      expect(lifecycle.delete_after).toBeLessThanOrEqual(lock.max_retention_days);
    }
    expect(stack).toReference(BackupPlan, 'depends_on', BackupVaultLockConfiguration);
  });

  test('tells the topic what EventBridge does not', () => {
    expect(stack).toHaveResource(BackupVaultNotifications, {
      sns_topic_arn: TOPIC,
      backup_vault_events: ['RECOVERY_POINT_MODIFIED', 'S3_BACKUP_OBJECT_FAILED', 'S3_RESTORE_OBJECT_FAILED'],
    });
  });
});

describe('the role', () => {
  test('can restore what it backs up, buckets too', () => {
    const attached = resourcesOf(stack, IamRolePolicyAttachment).map(({ policy_arn }) => policy_arn);
    expect(attached.sort()).toEqual([
      'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Backup',
      'arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForS3Restore',
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup',
      'arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForRestores',
    ]);
  });

  test('is taken on by AWS Backup alone', () => {
    expect(statementsAt(stack, 'Backups/Role/Trust')).toEqual([
      {
        actions: ['sts:AssumeRole'],
        principals: [{ type: 'Service', identifiers: ['backup.amazonaws.com'] }],
      },
    ]);
    expect(stack).toHaveResource(IamRole, { name: 'smile-uat-backup' });
  });

  test('has its policies before AWS tries it (P31)', () => {
    expect(stack).toReference(BackupSelection, 'depends_on', IamRolePolicyAttachment);
    expect(stack).toReference(BackupRestoreTestingSelection, 'depends_on', IamRolePolicyAttachment);
  });
});

describe('restore tests (GOV-BACKUP)', () => {
  test('run once a month, on the newest backup of the vault', () => {
    expect(stack).toHaveResource(BackupRestoreTestingPlan, {
      name: 'smile_uat_monthly',
      schedule_expression: 'cron(0 22 1 * ? *)',
      schedule_expression_timezone: 'Etc/UTC',
      recovery_point_selection: [
        { algorithm: 'LATEST_WITHIN_WINDOW', recovery_point_types: ['SNAPSHOT'], selection_window_days: 7 },
      ],
    });
    expect(stack).toReference(BackupRestoreTestingPlan, 'recovery_point_selection[*].include_vaults', BackupVault);
  });

  test('try volumes that are tagged, with the role that restores, and name no ARN beside the tag', () => {
    // "Exactly one of these attributes must be configured": the provider's selection takes conditions or ARNs.
    const tests = resourcesOf(stack, BackupRestoreTestingSelection);
    for (const test of tests) expect(test).not.toHaveProperty('protected_resource_arns');
    expect(tests.map(({ protected_resource_type }) => protected_resource_type)).toEqual(['EBS']);
    expect(stack).toReference(BackupRestoreTestingSelection, 'iam_role_arn', IamRole);
    expect(stack).toHaveResource(BackupRestoreTestingSelection, {
      protected_resource_conditions: [{ string_equals: [{ key: 'aws:ResourceTag/backup', value: 'daily' }] }],
    });
  });
});
