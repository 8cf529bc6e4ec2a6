import { isList, isObject, type Value } from '../protocol/value.ts';
import type { ArgumentRule } from './argument-rule.ts';
import { all, between, length, matching } from './checks.ts';

/** What AWS returns for the agents of runtime monitoring, whether we asked for them or not; sorted. */
const AGENTS = ['EC2_AGENT_MANAGEMENT', 'ECS_FARGATE_AGENT_MANAGEMENT', 'EKS_ADDON_MANAGEMENT'];

const SIX_FIELDS = matching(/^cron\((?:\S+ ){5}\S+\)$/, 'cron() with six fields');

/** Audit trail, alarms, findings and backups of an account. */
export const GOVERNANCE_RULES: readonly ArgumentRule[] = [
  {
    id: 'trail-log-group-arn',
    types: ['aws_cloudtrail'],
    path: 'cloud_watch_logs_group_arn',
    check: matching(/:log-group:[^:]+:\*$/, 'the ARN of a log group with :* at its end'),
    source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/cloudtrail',
  },
  {
    id: 'event-rule-name',
    types: ['aws_cloudwatch_event_rule'],
    path: 'name',
    check: all(length(1, 64), matching(/^[.\-_A-Za-z0-9]+$/, 'letters, digits and .-_')),
    source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html',
  },
  {
    id: 'standards-arn',
    types: ['aws_securityhub_standards_subscription', 'aws_securityhub_standards_control_association'],
    path: 'standards_arn',
    check: matching(
      /^arn:aws[a-z-]*:securityhub:(?:::ruleset\/cis-aws-foundations-benchmark\/v\/1\.2\.0|[a-z0-9-]+::standards\/[a-z0-9-]+\/v\/[\d.]+)$/,
      'the ARN of a standard: …:<region>::standards/<name>/v/<version>, and …:::ruleset/… for CIS 1.2.0 alone',
    ),
    source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/standards-reference.html',
  },
  {
    id: 'runtime-monitoring-agents',
    types: ['aws_guardduty_detector_feature'],
    path: 'name',
    check: (name, { additional_configuration: agents }) =>
      name !== 'RUNTIME_MONITORING' || agentNames(agents).join() === AGENTS.join()
        ? undefined
        : `needs additional_configuration for ${AGENTS.join(', ')}, or every plan shows a difference; got ${agentNames(agents).join(', ')}`,
    source: 'https://docs.aws.amazon.com/guardduty/latest/APIReference/API_DetectorFeatureConfigurationResult.html',
  },
  {
    id: 'backup-plan-name',
    types: ['aws_backup_plan'],
    path: 'name',
    check: all(length(1, 50), matching(/^[a-zA-Z0-9._-]+$/, 'letters, digits and ._-')),
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupPlanInput.html',
  },
  {
    id: 'backup-schedule',
    types: ['aws_backup_plan'],
    path: 'rule.schedule',
    check: SIX_FIELDS,
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BackupRuleInput.html',
  },
  {
    id: 'restore-testing-name',
    types: ['aws_backup_restore_testing_plan', 'aws_backup_restore_testing_selection'],
    path: 'name',
    check: all(length(1, 50), matching(/^[a-zA-Z0-9_]+$/, 'letters, digits and underscores')),
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html',
  },
  {
    id: 'restore-testing-schedule',
    types: ['aws_backup_restore_testing_plan'],
    path: 'schedule_expression',
    check: SIX_FIELDS,
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RestoreTestingPlanForCreate.html',
  },
  {
    id: 'backup-lock-grace',
    types: ['aws_backup_vault_lock_configuration'],
    path: 'changeable_for_days',
    check: between(3, 36500),
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_PutBackupVaultLockConfiguration.html',
  },
];

function agentNames(configurations: Value | undefined): string[] {
  if (configurations === undefined || !isList(configurations)) return [];
  return configurations.flatMap((one) => (isObject(one) ? [String(one.name)] : [])).sort();
}
