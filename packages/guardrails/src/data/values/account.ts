import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import type { ValuesOfType } from '../../reading/required-values.ts';
import { between, GIVEN, is, NOTHING, OFF, ON, ON_BY_DEFAULT, oneOf, withAll } from '../../reading/wanted.ts';

const isRuntimeOfProduction = (feature: Block, { tagsAll }: Resource) =>
  feature.text('name') === 'RUNTIME_MONITORING' && tagsAll.environment === 'production';

/** Defaults of an account, for whatever somebody makes beside Terraform. */
export const ACCOUNT_VALUES: readonly ValuesOfType[] = [
  {
    type: 'aws_guardduty_detector_feature',
    source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty-features-activation-model.html',
    rows: [
      ['status', is('ENABLED'), 'nobody watches it', (feature) => feature.text('name') !== 'RUNTIME_MONITORING'],
      ['status', is('ENABLED'), 'nobody watches processes of hosts and pods', isRuntimeOfProduction],
      [
        'additional_configuration.status',
        is('ENABLED'),
        'no agent runs',
        (configuration, feature) =>
          isRuntimeOfProduction(new Block(feature.values), feature) &&
          configuration.text('name') !== 'ECS_FARGATE_AGENT_MANAGEMENT',
      ],
    ],
  },
  {
    type: 'aws_securityhub_standards_control_association',
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/controls-configure.html',
    rows: [
      ['association_status', oneOf(['ENABLED', 'DISABLED']), 'Security Hub knows no other'],
      [
        'security_control_id',
        is('EC2.21'),
        'no other control is off by a decision (docs/adr/0006-network-acls.md)',
        (one) => one.text('association_status') === 'DISABLED',
      ],
      ['updated_reason', GIVEN, 'nobody knows why', (one) => one.text('association_status') === 'DISABLED'],
    ],
  },
  {
    type: 'aws_ebs_encryption_by_default',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
    rows: [['enabled', ON_BY_DEFAULT, 'disks of other programs would be readable']],
  },
  {
    type: 'aws_ebs_default_kms_key',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html',
    rows: [['key_arn', GIVEN, "AWS's own key cannot be shut"]],
  },
  {
    type: 'aws_ebs_snapshot_block_public_access',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/block-public-access-snapshots.html',
    rows: [['state', is('block-all-sharing'), 'snapshots could be given to everybody']],
  },
  {
    type: 'aws_ec2_image_block_public_access',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/block-public-access-to-amis.html',
    rows: [['state', is('block-new-sharing'), 'images could be given to everybody']],
  },
  {
    type: 'aws_ec2_instance_metadata_defaults',
    source:
      'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html#set-imdsv2-account-defaults',
    rows: [
      ['http_tokens', is('required'), 'a request that an application is talked into would get credentials'],
      ['http_put_response_hop_limit', is(1), 'containers would get the credentials of their host'],
      ['http_endpoint', is('enabled', 'or nothing'), 'roles of hosts need it'],
      [
        'instance_metadata_tags',
        oneOf(['disabled', 'no-preference'], 'or nothing'),
        'tags tell what others should not know',
      ],
    ],
  },
  {
    type: 'aws_ec2_serial_console_access',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-access-to-serial-console.html',
    rows: [['enabled', is(false), 'it leads past security groups and Session Manager']],
  },
  {
    type: 'aws_s3_account_public_access_block',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    rows: [
      ['block_public_acls', ON, 'a bucket could be opened'],
      ['block_public_policy', ON, 'a bucket could be opened'],
      ['ignore_public_acls', ON, 'a bucket could be opened'],
      ['restrict_public_buckets', ON, 'a bucket could be opened'],
    ],
  },
  {
    type: 'aws_s3_bucket_public_access_block',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html',
    rows: [['skip_destroy', OFF, 'Terraform would no longer know of it']],
  },
  {
    type: 'aws_iam_account_password_policy',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html',
    rows: [
      ['max_password_age', between(1, 90), 'CIS: passwords end'],
      ['allow_users_to_change_password', ON_BY_DEFAULT, 'whoever suspects that his is known must be able to change it'],
      ['hard_expiry', OFF, 'whoever lets it end is shut out'],
    ],
  },
  {
    type: 'aws_iam_security_token_service_preferences',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html',
    rows: [['global_endpoint_token_version', is('v2Token'), 'tokens of the other version hold in no opt-in region']],
  },
  {
    type: 'aws_iam_openid_connect_provider',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html',
    rows: [
      [
        'client_id_list',
        {
          ...withAll('sts.amazonaws.com'),
          words: 'sts.amazonaws.com alone',
          holds: (found) => JSON.stringify([found].flat()) === '["sts.amazonaws.com"]',
        },
        'a token for another audience would be taken',
      ],
    ],
  },
  {
    type: 'aws_accessanalyzer_analyzer',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html',
    rows: [
      [
        'type',
        oneOf(['ACCOUNT', 'ACCOUNT_UNUSED_ACCESS', 'ORGANIZATION', 'ORGANIZATION_UNUSED_ACCESS'], 'or nothing'),
        'there is no other',
      ],
      [
        'configuration?.unused_access?.unused_access_age',
        between(1, 90),
        'CIS: credentials that nobody uses go after 45 to 90 days',
      ],
    ],
  },
  {
    type: 'aws_cloudtrail',
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html',
    rows: [
      ['enable_logging', ON_BY_DEFAULT, 'nothing is recorded'],
      ['include_global_service_events', ON_BY_DEFAULT, 'calls of IAM, STS and Route 53 are not recorded'],
      ['is_multi_region_trail', ON, 'calls in other regions are not recorded'],
      ['enable_log_file_validation', ON, 'nobody can prove that a file is unchanged'],
      ['s3_bucket_name', GIVEN, 'there is nowhere to write'],
      ['kms_key_id', GIVEN, "AWS's own key cannot be shut"],
      ['cloud_watch_logs_group_arn', GIVEN, 'no alarm sees it'],
      ['cloud_watch_logs_role_arn', GIVEN, 'no alarm sees it'],
      [
        'insight_selector.insight_type',
        oneOf(['ApiCallRateInsight', 'ApiErrorRateInsight']),
        'an unusual rate of calls is not seen',
      ],
      ['event_selector', NOTHING, 'advanced selectors say what is recorded, and CloudTrail takes only one of both'],
      ['s3_key_prefix', NOTHING, "the bucket's policy names the path without one"],
    ],
  },
  {
    type: 'aws_config_configuration_recorder',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html',
    rows: [
      ['recording_group.all_supported', ON_BY_DEFAULT, 'types that are not recorded are not judged'],
      ['recording_group.include_global_resource_types', ON, 'IAM is not recorded'],
      ['recording_group.exclusion_by_resource_types', NOTHING, 'types that are not recorded are not judged'],
      [
        'recording_mode.recording_frequency',
        is('CONTINUOUS'),
        'what is changed and changed back within a day is not seen',
      ],
      [
        'recording_mode.recording_mode_override',
        NOTHING,
        'types that are recorded once a day hide what was changed back',
      ],
    ],
  },
  {
    type: 'aws_config_configuration_recorder_status',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html',
    rows: [['is_enabled', ON, 'nothing is recorded']],
  },
  {
    type: 'aws_config_delivery_channel',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/manage-delivery-channel.html',
    rows: [
      ['s3_bucket_name', GIVEN, 'there is nowhere to write'],
      ['s3_kms_key_arn', GIVEN, "AWS's own key cannot be shut"],
      ['snapshot_delivery_properties.delivery_frequency', GIVEN, 'there is no snapshot of everything'],
      ['s3_key_prefix', NOTHING, "the bucket's policy names the path without one"],
    ],
  },
  {
    type: 'aws_config_config_rule',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_develop-rules.html',
    rows: [
      ['source.owner', oneOf(['AWS', 'CUSTOM_POLICY']), 'a rule of our own needs a function, and there is none'],
      ['scope', NOTHING, 'a rule that looks at some resources says nothing of the others'],
      ['evaluation_mode?.mode', is('DETECTIVE'), 'a rule that only looks before creation judges nothing that exists'],
    ],
  },
  {
    type: 'aws_guardduty_detector',
    source:
      'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html#guardduty_findings_cloudwatch_frequency',
    rows: [
      ['enable', ON_BY_DEFAULT, 'nobody watches'],
      [
        'finding_publishing_frequency',
        is('FIFTEEN_MINUTES'),
        'whoever is inside has six hours before the second warning',
      ],
    ],
  },
  {
    type: 'aws_guardduty_publishing_destination',
    source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
    rows: [
      ['destination_type', is('S3', 'or nothing'), 'there is no other'],
      ['destination_arn', GIVEN, 'findings go after 90 days'],
      ['kms_key_arn', GIVEN, 'GuardDuty writes with a key only'],
    ],
  },
  {
    type: 'aws_inspector2_enabler',
    source: 'https://docs.aws.amazon.com/inspector/latest/user/supported.html',
    rows: [['resource_types', withAll('EC2', 'ECR'), 'vulnerabilities of hosts or images are not seen']],
  },
  {
    type: 'aws_securityhub_account',
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/controls-auto-enable.html',
    rows: [
      ['auto_enable_controls', ON_BY_DEFAULT, 'new controls judge nothing'],
      ['control_finding_generator', is('SECURITY_CONTROL'), 'one breach gives a finding for each standard'],
    ],
  },
];
