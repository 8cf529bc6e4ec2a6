import type { FactsTable, TypeFacts } from '../facts.ts';
import { arn } from './arn.ts';

function oncePerRegion(by: string, code: string, message: string): TypeFacts['unique'] {
  return [{ by: [by], scope: 'region', code, message }];
}

/** Refuses an object while its service is not ready for it: no object of another type exists. */
function needs(type: string, code: string, message: string): TypeFacts['admit'] {
  return (_object, siblings) => (siblings(type).length > 0 ? undefined : { summary: `${code}: ${message}` });
}

/** Logs, alarms, events, topics, and the services that watch an account. */
export const GOVERNANCE_FACTS: FactsTable = {
  aws_cloudwatch_log_group: {
    defaults: { retention_in_days: 0, skip_destroy: false },
    values: {
      id: '{name}',
      arn: arn('logs', 'log-group:{name}'),
      name_prefix: '',
      log_group_class: 'STANDARD',
      deletion_protection_enabled: false,
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'ResourceAlreadyExistsException',
        message: 'The specified log group already exists: {name}',
      },
    ],
    deletionLocks: [
      {
        attribute: 'deletion_protection_enabled',
        code: 'ValidationException',
        message: 'Log group {name} is protected from deletion',
      },
    ],
  },
  aws_cloudwatch_log_stream: {
    replace: ['log_group_name'],
    values: { id: '{name}', arn: arn('logs', 'log-group:{log_group_name}:log-stream:{name}') },
  },
  aws_cloudwatch_log_metric_filter: { values: { id: '{name}' } },
  aws_cloudwatch_log_resource_policy: {
    replace: ['policy_name'],
    values: { id: '{policy_name}' },
  },
  aws_cloudwatch_log_subscription_filter: {
    replace: ['log_group_name'],
    defaults: { distribution: 'ByLogStream' },
    values: { id: 'cwlsf-{digits10}', role_arn: '' },
  },
  aws_cloudwatch_metric_alarm: {
    defaults: { actions_enabled: true, treat_missing_data: 'missing' },
    values: {
      id: '{alarm_name}',
      arn: arn('cloudwatch', 'alarm:{alarm_name}'),
      evaluate_low_sample_count_percentiles: '',
    },
  },
  aws_cloudwatch_composite_alarm: {
    replace: ['alarm_name'],
    defaults: { actions_enabled: true },
    values: { id: '{alarm_name}', arn: arn('cloudwatch', 'alarm:{alarm_name}') },
  },
  aws_cloudwatch_dashboard: {
    values: {
      id: '{dashboard_name}',
      dashboard_arn: 'arn:{partition}:cloudwatch::{account}:dashboard/{dashboard_name}',
    },
  },
  aws_cloudwatch_event_rule: {
    defaults: { event_bus_name: 'default', state: 'ENABLED', force_destroy: false },
    values: { id: '{name}', arn: arn('events', 'rule/{name}'), name_prefix: '' },
    heldBy: [{ type: 'aws_cloudwatch_event_target', attribute: 'rule' }],
    heldCode: 'ValidationException',
  },
  aws_cloudwatch_event_target: {
    defaults: { event_bus_name: 'default', force_destroy: false },
    values: { id: '{rule}-{target_id}', target_id: 'terraform-20260101000000{digits12}' },
  },
  aws_sns_topic: {
    defaults: { fifo_topic: false, content_based_deduplication: false },
    values: {
      id: '{arn}',
      arn: arn('sns', '{name}'),
      owner: '{account}',
      name_prefix: '',
      beginning_archive_time: '',
      signature_version: 0,
      tracing_config: '',
      policy: '{"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[]}',
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'InvalidParameter',
        message: 'Topic {name} already exists with other attributes',
      },
    ],
  },
  aws_sns_topic_policy: { values: { id: '{arn}', owner: '{account}' } },
  aws_sns_topic_subscription: {
    values: {
      id: '{arn}',
      arn: '{topic_arn}:{uuid}',
      owner_id: '{account}',
      confirmation_was_authenticated: false,
      pending_confirmation: ({ text }) => text('protocol').startsWith('email'),
      filter_policy_scope: '',
    },
  },
  aws_sqs_queue: {
    defaults: {
      fifo_queue: false,
      delay_seconds: 0,
      max_message_size: 262144,
      message_retention_seconds: 345600,
      receive_wait_time_seconds: 0,
      visibility_timeout_seconds: 30,
    },
    values: {
      id: '{url}',
      url: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
      arn: arn('sqs', '{name}'),
      name_prefix: '',
      policy: '',
      redrive_policy: '',
      redrive_allow_policy: '',
      kms_data_key_reuse_period_seconds: 300,
      sqs_managed_sse_enabled: true,
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'QueueAlreadyExists',
        message: 'A queue already exists with the same name: {name}',
      },
    ],
  },
  aws_sqs_queue_policy: { replace: ['queue_url'], values: { id: '{queue_url}' } },
  aws_cloudtrail: {
    defaults: {
      enable_logging: true,
      include_global_service_events: true,
      is_multi_region_trail: false,
      enable_log_file_validation: false,
      is_organization_trail: false,
    },
    values: { id: '{arn}', arn: arn('cloudtrail', 'trail/{name}'), home_region: '{region}', sns_topic_arn: '' },
    unique: [
      { by: ['name'], scope: 'region', code: 'TrailAlreadyExistsException', message: 'Trail {name} already exists' },
    ],
  },
  aws_config_configuration_recorder: {
    defaults: { name: 'default' },
    values: { id: '{name}', 'recording_group.all_supported': true },
    heldBy: [{ type: 'aws_config_configuration_recorder_status', attribute: 'name' }],
    heldCode: 'InvalidRequestException',
    unique: oncePerRegion(
      'region',
      'MaxNumberOfConfigurationRecordersExceededException',
      'a region has one configuration recorder',
    ),
  },
  // https://docs.aws.amazon.com/config/latest/APIReference/API_StartConfigurationRecorder.html
  aws_config_configuration_recorder_status: {
    values: { id: '{name}' },
    admit: needs(
      'aws_config_delivery_channel',
      'NoAvailableDeliveryChannelException',
      'Delivery channel is not available to start configuration recorder',
    ),
  },
  // https://docs.aws.amazon.com/config/latest/APIReference/API_PutDeliveryChannel.html
  aws_config_delivery_channel: {
    defaults: { name: 'default' },
    values: { id: '{name}' },
    admit: needs(
      'aws_config_configuration_recorder',
      'NoAvailableConfigurationRecorderException',
      'Configuration recorder is not available to put delivery channel',
    ),
    // A channel cannot go while a recorder writes to it; both are called `default`.
    heldBy: [{ type: 'aws_config_configuration_recorder_status', attribute: 'name' }],
    heldCode: 'LastDeliveryChannelDeleteFailedException',
  },
  aws_config_config_rule: {
    admit: needs(
      'aws_config_configuration_recorder',
      'NoAvailableConfigurationRecorderException',
      'Configuration recorder is not available to put config rule',
    ),
    values: { id: '{name}', arn: arn('config', 'config-rule/config-rule-{alnum6}'), rule_id: 'config-rule-{alnum6}' },
  },
  aws_config_conformance_pack: {
    values: { id: '{name}', arn: arn('config', 'conformance-pack/{name}/conformance-pack-{alnum9}') },
  },
  aws_config_configuration_aggregator: {
    values: { id: '{name}', arn: arn('config', 'config-aggregator/config-aggregator-{alnum8}') },
  },
  aws_config_retention_configuration: { values: { id: 'default', name: 'default' } },
  aws_securityhub_account: {
    defaults: { enable_default_standards: true, auto_enable_controls: true },
    values: { id: '{account}', arn: arn('securityhub', 'hub/default'), control_finding_generator: 'SECURITY_CONTROL' },
    unique: oncePerRegion('id', 'ResourceConflictException', 'Account {id} is already subscribed to Security Hub'),
  },
  aws_securityhub_standards_subscription: {
    admit: needs('aws_securityhub_account', 'InvalidAccessException', 'Account is not subscribed to AWS Security Hub'),
    values: {
      id: ({ text, fill }) =>
        fill('arn:{partition}:securityhub:{region}:{account}:subscription/') +
        (text('standards_arn').split(/::(?:ruleset|standards)\/|:(?:ruleset|standards)\//)[1] ?? ''),
    },
  },
  aws_securityhub_standards_control: { values: { id: '{standards_control_arn}' } },
  aws_securityhub_standards_control_association: {
    admit: needs(
      'aws_securityhub_standards_subscription',
      'ResourceNotFoundException',
      'The standard is not enabled in this account',
    ),
  },
  aws_securityhub_finding_aggregator: { values: { id: arn('securityhub', 'finding-aggregator/{uuid}') } },
  aws_guardduty_detector: {
    defaults: { enable: true },
    values: {
      id: '{hex32}',
      arn: arn('guardduty', 'detector/{id}'),
      account_id: '{account}',
      finding_publishing_frequency: 'SIX_HOURS',
    },
    unique: oncePerRegion('account_id', 'BadRequestException', 'a detector already exists for account {account_id}'),
  },
  aws_guardduty_detector_feature: { values: { id: '{detector_id}/{name}' } },
  aws_guardduty_publishing_destination: {
    values: { id: '{detector_id}:{hex32}' },
  },
  aws_guardduty_filter: {
    replace: ['detector_id'],
    values: { id: '{detector_id}:{name}', arn: arn('guardduty', 'detector/{detector_id}/filter/{name}') },
  },
  aws_accessanalyzer_analyzer: {
    defaults: { type: 'ACCOUNT' },
    values: { id: '{analyzer_name}', arn: arn('access-analyzer', 'analyzer/{analyzer_name}') },
  },
  aws_inspector2_enabler: { values: { id: '{account}-EC2:ECR' } },
  aws_macie2_account: { values: { id: '{account}' } },
  aws_backup_vault: {
    defaults: { force_destroy: false },
    values: {
      id: '{name}',
      arn: arn('backup', 'backup-vault:{name}'),
      recovery_points: 0,
      kms_key_arn: arn('kms', 'key/{uuid}'),
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'AlreadyExistsException',
        message: 'Backup vault with the same name already exists: {name}',
      },
    ],
    contentLock: {
      forcedBy: 'force_destroy',
      code: 'InvalidRequestException',
      message: 'Backup vault {name} cannot be deleted because it contains recovery points',
    },
  },
  aws_backup_vault_lock_configuration: {
    values: { id: '{backup_vault_name}', backup_vault_arn: arn('backup', 'backup-vault:{backup_vault_name}') },
    // AWS refuses once the grace time is over; a rehearsal has no clock, so it takes the side of caution.
    deletionLocks: [
      {
        attribute: 'changeable_for_days',
        isLocked: (days) => days !== null,
        code: 'InvalidRequestException',
        message:
          'the lock of vault {backup_vault_name} is in compliance mode and cannot be removed after its grace time',
      },
    ],
  },
  aws_backup_vault_policy: {
    replace: ['backup_vault_name'],
    values: { id: '{backup_vault_name}', backup_vault_arn: arn('backup', 'backup-vault:{backup_vault_name}') },
  },
  aws_backup_vault_notifications: {
    values: { id: '{backup_vault_name}', backup_vault_arn: arn('backup', 'backup-vault:{backup_vault_name}') },
  },
  aws_backup_plan: {
    values: {
      id: '{uuid}',
      arn: arn('backup', 'backup-plan:{id}'),
      version: '{alnum48}',
      'rule.start_window': 60,
      'rule.completion_window': 180,
      'rule.schedule_expression_timezone': 'Etc/UTC',
    },
    recomputed: { version: ['rule', 'name', 'advanced_backup_setting'] },
    heldBy: [{ type: 'aws_backup_selection', attribute: 'plan_id' }],
    heldCode: 'InvalidRequestException',
  },
  aws_backup_selection: {
    values: { id: '{uuid}' },
  },
  aws_backup_region_settings: { values: { id: '{region}' } },
  aws_backup_restore_testing_plan: {
    values: { arn: arn('backup', 'restore-testing-plan:{name}-{uuid}') },
  },
  aws_backup_restore_testing_selection: {},
  aws_backup_global_settings: { values: { id: '{account}' } },
  aws_budgets_budget: {
    values: {
      id: '{account}:{name}',
      arn: 'arn:{partition}:budgets::{account}:budget/{name}',
      account_id: '{account}',
      name_prefix: '',
      time_period_start: '2026-01-01_00:00',
      time_period_end: '2087-06-15_00:00',
    },
  },
  aws_account_alternate_contact: {
    replace: ['alternate_contact_type', 'account_id'],
    values: { id: '{alternate_contact_type}' },
  },
  aws_lambda_function: {
    defaults: { memory_size: 128, timeout: 3, package_type: 'Zip', publish: false, reserved_concurrent_executions: -1 },
    values: {
      id: '{function_name}',
      arn: arn('lambda', 'function:{function_name}'),
      qualified_arn: '{arn}:{version}',
      invoke_arn: 'arn:{partition}:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations',
      version: '$LATEST',
      architectures: ['x86_64'],
      last_modified: '2026-01-01T00:00:00.000+0000',
      code_sha256: '{alnum43}=',
      source_code_hash: '{alnum43}=',
      source_code_size: 1024,
    },
    recomputed: {
      last_modified: ['*'],
      code_sha256: ['filename', 'source_code_hash', 's3_key', 's3_object_version', 'image_uri'],
    },
    unique: [
      {
        by: ['function_name'],
        scope: 'region',
        code: 'ResourceConflictException',
        message: 'Function already exist: {function_name}',
      },
    ],
  },
  aws_lambda_permission: {
    replace: ['action', 'function_name', 'principal', 'source_arn', 'statement_id', 'qualifier'],
    values: { id: '{statement_id}', statement_id: 'terraform-20260101000000{digits12}', statement_id_prefix: '' },
  },
};
