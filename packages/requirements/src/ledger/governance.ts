import { dailyCron, dailyWindow, type LocalTime } from '@smile/core';
import { blocksAt, type Resource } from '@smile/inventory';
import type { EnvironmentExamination } from '../examination.ts';
import { OWNER_DOCUMENT } from '../owner-document.ts';
import type { Requirement } from '../requirement.ts';
import { ALL } from './stages.ts';

const perAccount = (
  id: Requirement['id'],
  title: string,
  check: (one: EnvironmentExamination) => void,
): Requirement => ({
  id,
  section: 'Other resources',
  title,
  statement: `${title}: one per account.`,
  stages: ALL,
  parts: [{ name: title, check }],
});

/** What watches and backs up an account. */
export const GOVERNANCE: readonly Requirement[] = [
  perAccount('GOV-SECURITYHUB', 'Security Hub', hasSecurityHub),
  perAccount('GOV-CONFIG', 'AWS Config', hasConfig),
  perAccount('GOV-CLOUDTRAIL', 'CloudTrail', hasTrail),
  perAccount('GOV-GUARDDUTY', 'GuardDuty', hasGuardDuty),
  perAccount('GOV-CLOUDWATCH', 'CloudWatch', hasCloudWatch),
  {
    id: 'GOV-BACKUP',
    section: 'Other resources',
    title: 'AWS Backup',
    statement:
      'AWS Backup: daily at 03:00 WIB (20:00 UTC), 7-day retention, resources chosen by tag, in all environments. Other countries: at the local time of their values.',
    stages: ALL,
    parts: [{ name: 'plan and selection', check: hasBackups }],
  },
];

/** Without a standard Security Hub judges nothing. These two are AWS's own, and the benchmark that auditors ask for. */
const STANDARDS = [
  ['of AWS best practices', /standards\/aws-foundational-security-best-practices\//],
  ['CIS', /standards\/cis-aws-foundations-benchmark\//],
] as const;

function hasSecurityHub(one: EnvironmentExamination): void {
  one.one('Security Hub', one.ofType('aws_securityhub_account'));
  const standards = one.ofType('aws_securityhub_standards_subscription');
  for (const [name, arn] of STANDARDS) {
    one.one(
      `standard ${name}`,
      standards.filter(({ values }) => arn.test(String(values.standards_arn))),
    );
  }
}

function hasConfig(one: EnvironmentExamination): void {
  const recorder = one.one('recorder', one.ofType('aws_config_configuration_recorder'));
  if (recorder !== undefined) one.equal(recorder, 'recording_group.all_supported', true);
  const status = one.one('recorder that runs', one.ofType('aws_config_configuration_recorder_status'));
  if (status !== undefined) one.equal(status, 'is_enabled', true);
  const channel = one.one('delivery channel', one.ofType('aws_config_delivery_channel'));
  if (channel !== undefined) one.delivers(channel);
}

function hasTrail(one: EnvironmentExamination): void {
  const trail = one.one('trail', one.ofType('aws_cloudtrail'));
  if (trail === undefined) return;
  one.equal(trail, 'enable_logging', true);
  one.equal(trail, 'is_multi_region_trail', true);
  one.equal(trail, 'enable_log_file_validation', true);
  one.present(trail, 'kms_key_id', 'a key of ours');
  one.delivers(trail);
}

function hasGuardDuty(one: EnvironmentExamination): void {
  const detector = one.one('detector', one.ofType('aws_guardduty_detector'));
  if (detector !== undefined) one.equal(detector, 'enable', true);
}

function hasCloudWatch(one: EnvironmentExamination): void {
  one.some('dashboard', one.ofType('aws_cloudwatch_dashboard'));
  const alarms = one.ofType('aws_cloudwatch_metric_alarm');
  one.some('alarm', alarms);
  for (const alarm of alarms) one.present(alarm, 'alarm_actions', 'somebody who is told');
  one.kept('an alarm that can ring', RINGS);
  one.some('topic', one.ofType('aws_sns_topic'));
}

/** Rules that an alarm, its filter and its topic keep so that somebody is told. */
const RINGS = [
  'SMILE_ALARM_ACTION',
  'SMILE_ALARM_METRIC',
  'SMILE_ALARM_SUBJECT',
  'SMILE_ALARM_THRESHOLD',
  'SMILE_EVENT_RULE',
  'SMILE_METRIC_FILTER',
  'SMILE_STORE_ALARMS',
];

function hasBackups(one: EnvironmentExamination): void {
  const plan = one.one('backup plan', one.ofType('aws_backup_plan'));
  if (plan === undefined) return;
  const rules = blocksAt(plan.values, 'rule');
  one.holds(plan, 'one rule', `${rules.length}`, rules.length === 1);
  runsWhenPromised(one, plan);
  one.equal(plan, 'rule.lifecycle.delete_after', 7);
  const selection = one.one('selection', one.referrers(plan, 'aws_backup_selection', 'plan_id'));
  if (selection === undefined) return;
  one.equal(selection, 'selection_tag.key', 'backup');
  one.equal(selection, 'selection_tag.type', 'STRINGEQUALS');
  one.equal(selection, 'selection_tag.value', 'daily');
  const vault = one.one('vault', one.ofType('aws_backup_vault'));
  if (vault !== undefined) one.present(vault, 'kms_key_arn', 'a key of ours');
  one.some('a resource that is tagged for it', one.resources({ tag: { backup: 'daily' } }));
  one.kept('backups of what is tagged, tried in our network', ['SMILE_BACKUP_TYPES', 'SMILE_RESTORE_TEST_NETWORK']);
}

function runsWhenPromised(one: EnvironmentExamination, plan: Resource): void {
  const { backupAt, timeZone: clocks } = one.isOfOwner ? OWNER_DOCUMENT.backup : (one.promises ?? {});
  if (backupAt === undefined || clocks === undefined) {
    one.cannotTell(`nothing tells when the country of ${one.environment.id} promises its backups`);
    return;
  }
  one.equal(plan, 'rule.schedule', dailyCron(dailyWindow(backupAt as LocalTime, 0, clocks)));
  const timeZone = String(one.literal(plan, 'rule.schedule_expression_timezone') ?? 'UTC');
  one.holds(plan, 'a schedule in UTC', timeZone, /^(Etc\/)?UTC$/.test(timeZone));
}
