import { breakGlassRoleArn } from '@smile/access';
import { type Environment, EstateStack, stateBucketName } from '@smile/core';
import {
  AccessAnalyzers,
  AccountDefaults,
  AccountEvents,
  AuditAlarms,
  AuditStore,
  Backups,
  ConfigRecorder,
  Dashboard,
  GuardDuty,
  Inspector,
  MonthlyBudget,
  OVERVIEW_WIDGETS,
  type RestoreTestPlan,
  SecurityHub,
  SnsAlarmTopic,
  Trail,
} from '@smile/governance';
import type { Construct } from 'constructs';

/**
 * What exists once per account: who watches it, whom they tell, its defaults and its backups.
 *
 * Only the environment that owns the account's singletons has this stack; AWS refuses a second one, or lets two
 * configurations fight over the same switch.
 */
export class AccountStack extends EstateStack {
  readonly alarmTopic: SnsAlarmTopic;
  /** Where other stacks add restore tests of what they make. */
  readonly restoreTests: RestoreTestPlan;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment, 'account');
    const { governance } = environment;
    this.alarmTopic = new SnsAlarmTopic(this, 'AlarmTopic', { emails: governance.alarmEmails });
    const store = new AuditStore(this, 'Audit', {
      retention: governance.auditRetention,
      breakGlassRoleArn: breakGlassRolesOfAccount(environment),
    });
    const trail = new Trail(this, 'Trail', {
      store,
      // A state holds everything that Terraform knows, so who reads one is recorded.
      objectEventsOf: [`arn:aws:s3:::${stateBucketName(environment)}`],
    });
    const auditAlarms = new AuditAlarms(this, 'AuditAlarms', { trail, topic: this.alarmTopic });
    const config = new ConfigRecorder(this, 'Config', { store });
    new SecurityHub(this, 'SecurityHub', { config });
    new GuardDuty(this, 'GuardDuty', { store, runtimeMonitoring: governance.runtimeMonitoring });
    new Inspector(this, 'Inspector');
    new AccessAnalyzers(this, 'AccessAnalyzers');
    new AccountDefaults(this, 'Defaults');
    new AccountEvents(this, 'Events', { topic: this.alarmTopic });
    this.restoreTests = new Backups(this, 'Backups', { topic: this.alarmTopic, at: governance.backupAt }).restoreTests;
    new MonthlyBudget(this, 'Budget', { limitUsd: governance.monthlyBudgetUsd, emails: governance.alarmEmails });
    new Dashboard(this, 'Overview', {
      name: 'overview',
      widgets: [{ title: 'Audit trail', alarmArns: auditAlarms.alarmArns }, ...OVERVIEW_WIDGETS],
    });
  }
}

/** ARN of break-glass with `*` in place of the environment, because several may share the account. */
function breakGlassRolesOfAccount(environment: Environment): string {
  return breakGlassRoleArn({ ...environment, namePrefix: `${environment.country.namePrefix}-*` });
}
