import type { ValuesOfType } from '../../reading/required-values.ts';
import { between, GIVEN, is, NOTHING, OFF, ON, oneOf, withAll } from '../../reading/wanted.ts';

/** What backups need, so that there is one to go back to. */
export const BACKUP_VALUES: readonly ValuesOfType[] = [
  {
    type: 'aws_backup_plan',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/plan-options-and-configuration.html',
    rows: [
      ['rule.lifecycle.delete_after', between(7, 365), 'a week of backups is what an incident needs'],
      ['rule.lifecycle.cold_storage_after', NOTHING, 'no backup is kept for the 90 days that cold storage costs'],
      ['rule.target_vault_name', GIVEN, 'backups would go to the default vault, which has no lock'],
      ['rule.start_window', between(60, 480), 'AWS Backup gives up after it'],
      ['rule.completion_window', between(120, 1440), 'a backup that takes longer is cancelled'],
      ['rule.schedule', GIVEN, 'there is no backup'],
      ['rule.recovery_point_tags.backup', is('none'), 'backups of backups would be made'],
      ['rule.recovery_point_tags.owner', GIVEN, 'nobody answers for it'],
      ['rule.recovery_point_tags.data-class', GIVEN, 'nobody knows what it holds'],
      ['rule.enable_continuous_backup', OFF, 'AWS Backup then takes over the automated backups of RDS'],
    ],
  },
  {
    type: 'aws_backup_region_settings',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-feature-availability.html',
    rows: [
      ['resource_type_opt_in_preference.RDS', ON, 'databases are passed over'],
      ['resource_type_opt_in_preference.EBS', ON, 'volumes are passed over'],
      ['resource_type_opt_in_preference.EC2', ON, 'hosts are passed over'],
      ['resource_type_opt_in_preference.S3', ON, 'buckets are passed over'],
      ['resource_type_opt_in_preference.EFS', ON, 'file systems are passed over'],
      ['resource_type_opt_in_preference.DynamoDB', ON, 'tables are passed over'],
      ['resource_type_opt_in_preference.Aurora', ON, 'databases are passed over'],
    ],
  },
  {
    type: 'aws_backup_vault',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vaults.html',
    rows: [
      ['kms_key_arn', GIVEN, "AWS's own key cannot be shut"],
      ['force_destroy', OFF, 'Terraform would delete every backup'],
    ],
  },
  {
    type: 'aws_backup_vault_lock_configuration',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html',
    rows: [
      ['min_retention_days', between(7, 365), 'a backup could be made to end at once'],
      ['max_retention_days', between(30, 3650), 'a backup could be made that nobody can delete'],
      ['changeable_for_days', NOTHING, 'the lock could never be undone'],
    ],
  },
  {
    type: 'aws_backup_vault_notifications',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html',
    rows: [
      [
        'backup_vault_events',
        withAll('RECOVERY_POINT_MODIFIED', 'S3_BACKUP_OBJECT_FAILED', 'S3_RESTORE_OBJECT_FAILED'),
        'EventBridge does not send these, and failures of jobs come by it',
      ],
      ['sns_topic_arn', GIVEN, 'nobody hears of it'],
    ],
  },
  {
    type: 'aws_backup_selection',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html',
    rows: [
      ['selection_tag.key', is('backup'), 'the tag that every resource has is another'],
      ['selection_tag.value', is('daily'), 'the tag that every resource has is another'],
      ['selection_tag.type', is('STRINGEQUALS'), 'the tag that every resource has is another'],
      ['not_resources', NOTHING, 'what says that it is backed up would not be'],
      ['condition', NOTHING, 'what says that it is backed up would not be'],
      ['resources', NOTHING, 'what is chosen is chosen by tag'],
      ['iam_role_arn', GIVEN, 'AWS Backup may do nothing'],
    ],
  },
  {
    type: 'aws_backup_restore_testing_plan',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html',
    rows: [
      [
        'recovery_point_selection.algorithm',
        oneOf(['LATEST_WITHIN_WINDOW', 'RANDOM_WITHIN_WINDOW']),
        'there is no other',
      ],
      ['recovery_point_selection.include_vaults', GIVEN, 'nothing is tested'],
      ['recovery_point_selection.exclude_vaults', NOTHING, 'nothing is tested'],
      [
        'recovery_point_selection.recovery_point_types',
        withAll('SNAPSHOT'),
        'the backups that the plan makes are not tested',
      ],
      [
        'recovery_point_selection.selection_window_days',
        between(1, 7),
        'a backup that is older than the plan keeps would be looked for',
      ],
      ['schedule_expression', GIVEN, 'nothing is tested'],
      ['start_window_hours', between(1, 24), 'AWS Backup gives up after it'],
    ],
  },
  {
    type: 'aws_backup_restore_testing_selection',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html',
    rows: [
      ['iam_role_arn', GIVEN, 'AWS Backup may restore nothing'],
      ['validation_window_hours', between(1, 24, 'or nothing'), 'what was restored costs until then'],
      [
        'protected_resource_conditions?.string_equals?.key',
        is('aws:ResourceTag/backup'),
        'the tag that every resource has is another',
      ],
      ['protected_resource_conditions?.string_equals?.value', is('daily'), 'nothing would be tested'],
      ['restore_metadata_overrides?.publiclyAccessible', is('false'), 'a copy of the data would be on the internet'],
      ['restore_metadata_overrides?.multiAz', is('false', 'or nothing'), 'a test needs no standby'],
      [
        'protected_resource_type',
        oneOf(['RDS', 'EBS', 'EC2', 'S3', 'EFS', 'Aurora', 'DynamoDB']),
        'it is the type that the selection restores',
      ],
    ],
  },
];
