import type { ValuesOfType } from '../../reading/required-values.ts';
import { atLeast, between, GIVEN, is, like, OFF, ON, ON_BY_DEFAULT, oneOf } from '../../reading/wanted.ts';

/** What buckets, keys, secrets and images need, so that nothing is lost or open. */
export const STORAGE_VALUES: readonly ValuesOfType[] = [
  {
    type: 'aws_s3_bucket',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html',
    rows: [['force_destroy', OFF, 'Terraform would delete every object']],
  },
  {
    type: 'aws_s3_bucket_lifecycle_configuration',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
    rows: [
      ['rule.status', is('Enabled'), 'a rule that is off does nothing'],
      [
        'rule.noncurrent_version_expiration?.noncurrent_days',
        atLeast(7),
        'what was overwritten by mistake is gone within days',
      ],
      [
        'rule.abort_incomplete_multipart_upload?.days_after_initiation',
        between(1, 30),
        'unfinished uploads cost, and nobody sees them',
      ],
      ['rule.expiration?.days', atLeast(7), 'objects go within days'],
    ],
  },
  {
    type: 'aws_s3_bucket_versioning',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html',
    rows: [['versioning_configuration.status', is('Enabled'), 'what is overwritten or deleted by mistake is gone']],
  },
  {
    type: 'aws_s3_bucket_server_side_encryption_configuration',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html',
    rows: [
      [
        'rule.apply_server_side_encryption_by_default.kms_master_key_id',
        GIVEN,
        "AWS's own key cannot be shut or shared",
        (rule) => /^aws:kms/.test(rule.text('sse_algorithm') ?? ''),
      ],
      [
        'rule.bucket_key_enabled',
        ON,
        'each object asks the key, at its price and within its quota',
        (rule) => /^aws:kms/.test(rule.block('apply_server_side_encryption_by_default').text('sse_algorithm') ?? ''),
      ],
    ],
  },
  {
    type: 'aws_kms_key',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    rows: [
      ['deletion_window_in_days', is(30, 'or nothing'), 'whoever needs it again has that long to find out'],
      ['is_enabled', ON_BY_DEFAULT, 'nothing that it encrypts can be read'],
      ['bypass_policy_lockout_safety_check', OFF, 'a policy that shuts everybody out would be taken'],
      ['customer_master_key_spec', is('SYMMETRIC_DEFAULT', 'or nothing'), 'services encrypt with no other'],
      ['key_usage', is('ENCRYPT_DECRYPT', 'or nothing'), 'services encrypt with no other'],
      ['multi_region', OFF, 'a key of many regions cannot be kept in one'],
      ['rotation_period_in_days', between(90, 365, 'or nothing'), 'a key is rotated every year'],
    ],
  },
  {
    type: 'aws_kms_alias',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
    rows: [['name', like(/^alias\/(?!aws\/)/, 'alias/… and not of AWS', 'or nothing'), 'KMS refuses']],
  },
  {
    type: 'aws_secretsmanager_secret',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html',
    rows: [
      // A value that a machine makes up again costs nothing to lose; its own tag says so, and it has no window.
      ['recovery_window_in_days', between(7, 30, 'or nothing'), 'a secret that is deleted by mistake is gone at once'],
      ['force_overwrite_replica_secret', OFF, 'there are no replicas'],
    ],
  },
  {
    type: 'aws_ecr_repository',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html',
    rows: [
      ['force_delete', OFF, 'images that run would be gone'],
      ['image_tag_mutability', is('IMMUTABLE'), 'a tag would not say what runs'],
      ['image_scanning_configuration.scan_on_push', ON, 'nobody learns of vulnerabilities'],
      ['encryption_configuration.encryption_type', oneOf(['KMS', 'KMS_DSSE']), "AWS's own key cannot be shut"],
      ['encryption_configuration.kms_key', GIVEN, "AWS's own key cannot be shut"],
    ],
  },
  {
    type: 'aws_ecr_repository_creation_template',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html',
    rows: [
      ['image_tag_mutability', is('IMMUTABLE'), 'a tag would not say what runs'],
      ['encryption_configuration.encryption_type', oneOf(['KMS', 'KMS_DSSE']), "AWS's own key cannot be shut"],
      ['encryption_configuration.kms_key', GIVEN, "AWS's own key cannot be shut"],
      ['custom_role_arn', GIVEN, 'ECR makes no repository with a key or tags without it'],
      ['lifecycle_policy', GIVEN, 'copies of images pile up'],
      ['resource_tags.owner', GIVEN, 'nobody answers for them'],
    ],
  },
  {
    type: 'aws_ecr_registry_scanning_configuration',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced.html',
    rows: [
      ['scan_type', is('ENHANCED'), 'packages of languages are not looked at'],
      ['rule.scan_frequency', is('CONTINUOUS_SCAN'), 'vulnerabilities that are found later are not seen'],
      ['rule.repository_filter.filter', is('*'), 'other repositories are not looked at'],
      ['rule.repository_filter.filter_type', is('WILDCARD'), 'there is no other type'],
    ],
  },
  {
    type: 'data.aws_ecr_lifecycle_policy_document',
    source: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html',
    rows: [
      ['rule.action.type', is('expire'), 'there is no other, and a rule without an action does nothing'],
      ['rule.selection.tag_status', is('untagged'), 'images that run have tags'],
      ['rule.selection.count_type', is('sinceImagePushed'), 'what is counted is days'],
      ['rule.selection.count_unit', is('days'), 'what is counted is days'],
      ['rule.selection.count_number', between(1, 90), 'images go before they are used, or pile up'],
    ],
  },
  {
    type: 'aws_ebs_volume',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html',
    rows: [
      ['encrypted', ON, 'it cannot be encrypted later'],
      ['kms_key_id', GIVEN, "AWS's own key cannot be shared or shut"],
      ['final_snapshot', ON, 'what was written since the last backup would be gone'],
      ['type', oneOf(['gp3', 'io2']), 'gp2 and magnetic disks have no steady speed'],
      ['multi_attach_enabled', OFF, 'two hosts would spoil one file system'],
    ],
  },
  {
    type: 'aws_volume_attachment',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-detaching-volume.html',
    rows: [
      ['force_detach', OFF, 'what is not yet written would be lost'],
      ['stop_instance_before_detaching', ON, 'what is not yet written would be lost'],
    ],
  },
];
