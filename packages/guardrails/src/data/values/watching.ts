import type { ValuesOfType } from '../../reading/required-values.ts';
import {
  ARNS,
  atLeast,
  atLeastSo,
  between,
  GIVEN,
  is,
  like,
  NAMES,
  NOTHING,
  OFF,
  ON_BY_DEFAULT,
  oneOf,
  onlyOf,
} from '../../reading/wanted.ts';

const named = (name: string) => (block: { text(name: string): string | undefined }) => block.text('name') === name;

/** What alarms, topics, logs, budgets and patches need, so that somebody hears in time. */
export const WATCHING_VALUES: readonly ValuesOfType[] = [
  {
    type: 'aws_cloudwatch_metric_alarm',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    rows: [
      ['actions_enabled', ON_BY_DEFAULT, 'nobody hears of it'],
      ['alarm_actions', GIVEN, 'nobody hears of it'],
      ['alarm_actions', ARNS, 'CloudWatch refuses'],
      ['ok_actions', ARNS, 'CloudWatch refuses'],
      ['threshold', GIVEN, 'it compares with nothing', (alarm) => !alarm.has('threshold_metric_id')],
      ['metric_query?.expression', GIVEN, 'CloudWatch refuses', (query) => !query.has('metric')],
      ['evaluation_periods', between(1, 48), 'somebody hears of it hours later'],
      ['ok_actions', GIVEN, 'nobody hears that it is over'],
      ['alarm_description', GIVEN, 'nobody knows what to do'],
    ],
  },
  {
    type: 'aws_cloudwatch_log_group',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html',
    rows: [
      ['retention_in_days', between(7, 3653), 'logs are gone before an incident is found, or cost for ever'],
      [
        'retention_in_days',
        atLeast(30),
        'logs are gone before an incident is found',
        (_, { tagsAll }) => tagsAll.environment === 'production',
      ],
      ['log_group_class', is('STANDARD', 'or nothing'), 'the other class has no filters and no alarms'],
      ['skip_destroy', OFF, 'Terraform would no longer know of it'],
    ],
  },
  {
    type: 'aws_cloudwatch_log_metric_filter',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html',
    rows: [
      ['metric_transformation.value', is('1'), 'what is counted is matches'],
      ['metric_transformation.default_value', is('0', 'or nothing'), 'what is counted is matches'],
      ['metric_transformation.namespace', like(/^(?!AWS\/)/, 'a namespace that is not AWS/…'), 'CloudWatch refuses'],
    ],
  },
  {
    type: 'aws_cloudwatch_event_rule',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html',
    rows: [
      [
        'state',
        oneOf(['ENABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS'], 'or nothing'),
        'nobody hears of it',
      ],
      ['is_enabled', ON_BY_DEFAULT, 'nobody hears of it'],
      ['event_bus_name', is('default', 'or nothing'), 'AWS services send to the default bus'],
    ],
  },
  {
    type: 'aws_cloudwatch_event_target',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html',
    rows: [
      ['event_bus_name', is('default', 'or nothing'), 'AWS services send to the default bus'],
      ['input_transformer?.input_template', GIVEN, 'the message would be empty'],
      ['arn', GIVEN, 'nobody hears of it'],
    ],
  },
  {
    type: 'aws_sns_topic',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-server-side-encryption.html',
    rows: [
      [
        'kms_master_key_id',
        like(/^(?!alias\/aws\/sns$)/, "a key that is not AWS's own", 'or nothing'),
        'no service may write to a topic under that key',
      ],
      ['fifo_topic', OFF, 'no service writes to one'],
    ],
  },
  {
    type: 'aws_sns_topic_subscription',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html',
    rows: [
      ['filter_policy', NOTHING, 'alarms that it does not name reach nobody'],
      ['protocol', oneOf(['email', 'email-json', 'https', 'sqs', 'lambda', 'sms']), 'nothing in clear'],
      ['endpoint', GIVEN, 'nobody hears of it'],
      [
        'redrive_policy',
        NOTHING,
        'there is no queue for what is lost',
        (subscription) => subscription.text('protocol') === 'email',
      ],
    ],
  },
  {
    type: 'aws_budgets_budget',
    source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-create.html',
    rows: [
      ['budget_type', is('COST'), 'what is watched is money'],
      ['limit_unit', is('USD'), 'AWS bills in it'],
      ['limit_amount', between(1, 100_000), 'nobody would reach it'],
      ['time_unit', is('MONTHLY'), 'a year is over before somebody hears'],
      ['notification.comparison_operator', is('GREATER_THAN'), 'what is watched is too much'],
      ['notification.threshold', between(50, 100), 'somebody hears when it is spent'],
      ['notification.threshold_type', is('PERCENTAGE'), 'the limit may change'],
      ['notification.notification_type', oneOf(['ACTUAL', 'FORECASTED']), 'there is no other'],
      ['notification', atLeastSo(3), 'somebody hears at 80 %, at all of it, and of what is to come'],
      ['cost_filter', NOTHING, 'what it leaves out nobody watches'],
      ['cost_types', NOTHING, 'what it leaves out nobody watches'],
    ],
  },
  {
    type: 'aws_ssm_association',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/state-manager-associations.html',
    rows: [
      [
        'schedule_expression',
        like(/^(?:rate\((?:1 day|\d+ hours?|(?:[2-9]|1[0-4]) days)\)|cron\(.+\))$/, 'at least every two weeks'),
        'nobody knows what is on hosts',
      ],
      ['targets.key', is('tag:PatchGroup'), 'no host has another'],
      ['targets.values', GIVEN, 'no host is meant'],
      ['apply_only_at_cron_interval', OFF, 'a new host would wait'],
    ],
  },
  {
    type: 'aws_ssm_maintenance_window',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows.html',
    rows: [
      ['enabled', ON_BY_DEFAULT, 'nothing is patched'],
      ['cutoff', between(0, 1), 'nothing would start in time'],
      ['duration', between(2, 6), 'a patch takes an hour, and hosts restart in it'],
      [
        'schedule',
        like(/^cron\(\d+ (?:[0-5]|2[0-3]) \? \* \w+[^)]*\)$/, 'weekly, between 20:00 and 06:00'),
        'hosts restart in it',
      ],
      ['schedule_timezone', GIVEN, 'the hours would be those of London'],
      ['allow_unassociated_targets', OFF, 'others could add hosts'],
    ],
  },
  {
    type: 'aws_ssm_maintenance_window_task',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows-tasks.html',
    rows: [
      ['task_arn', is('AWS-RunPatchBaseline'), 'nothing is patched'],
      ['task_type', is('RUN_COMMAND'), 'the document is a command'],
      ['max_concurrency', is('1'), 'all hosts would restart at once'],
      ['max_errors', oneOf(['0', '1']), 'a bad patch would go to every host'],
      ['cutoff_behavior', is('CONTINUE_TASK', 'or nothing'), 'a patch would be cut in the middle'],
      ['targets.key', is('WindowTargetIds'), 'no host is meant'],
      [
        'task_invocation_parameters.run_command_parameters.timeout_seconds',
        between(600, 7200),
        'a patch would be cut in the middle',
      ],
      [
        'task_invocation_parameters.run_command_parameters.parameter.values',
        onlyOf(['Install']),
        'nothing is patched',
        named('Operation'),
      ],
      [
        'task_invocation_parameters.run_command_parameters.parameter.values',
        onlyOf(['RebootIfNeeded']),
        'a patched kernel would not run',
        named('RebootOption'),
      ],
    ],
  },
  {
    type: 'aws_ssm_maintenance_window_target',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/maintenance-windows-targets.html',
    rows: [
      ['targets.key', is('tag:PatchGroup'), 'no host has another'],
      ['targets.values', GIVEN, 'no host is meant'],
      ['targets.values', NAMES, 'hosts of others would restart with them'],
      ['resource_type', is('INSTANCE'), 'no host is meant'],
    ],
  },
  {
    type: 'aws_ssm_patch_baseline',
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/patch-manager-create-a-patch-baseline-for-linux.html',
    rows: [
      ['approval_rule.approve_after_days', between(0, 14), 'known holes stay open for weeks'],
      ['approval_rule.compliance_level', oneOf(['CRITICAL', 'HIGH', 'MEDIUM']), 'nobody would look at what is missing'],
      ['approval_rule.patch_filter.values', GIVEN, 'nothing is approved'],
      ['operating_system', is('AMAZON_LINUX_2023'), 'hosts run no other'],
      ['rejected_patches', NOTHING, 'a fix that is refused stays missing'],
      ['approved_patches', NOTHING, 'rules approve'],
      ['approved_patches_enable_non_security', OFF, 'rules approve'],
    ],
  },
  {
    type: 'aws_ssm_parameter',
    source: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html',
    rows: [
      ['type', oneOf(['String', 'SecureString']), 'applications read one value'],
      ['overwrite', OFF, "somebody else's value would be taken over"],
    ],
  },
];
