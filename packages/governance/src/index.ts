export { AccessAnalyzers } from './access-analyzers.ts';
export { AccountDefaults } from './account-defaults.ts';
export { AccountEvents, type AccountEventsProps } from './account-events.ts';
export { AuditAlarms, type AuditAlarmsProps } from './audit-alarms.ts';
export { AuditStore, type AuditStoreProps } from './audit-store.ts';
export { Backups, type BackupsProps } from './backups.ts';
export { ConfigRecorder, type ConfigRecorderProps } from './config-recorder.ts';
export {
  type AlarmsWidget,
  Dashboard,
  type DashboardProps,
  type GraphWidget,
  type Widget,
} from './dashboard.ts';
export { DatabaseRestoreTest, type DatabaseRestoreTestProps } from './database-restore-test.ts';
export { GuardDuty, type GuardDutyProps } from './guard-duty.ts';
export { Inspector } from './inspector.ts';
export { MonthlyBudget, type MonthlyBudgetProps } from './monthly-budget.ts';
export { OVERVIEW_WIDGETS } from './overview-widgets.ts';
export type { RestoreTestPlan } from './restore-tests.ts';
export { SecurityHub, type SecurityHubProps } from './security-hub.ts';
export { SnsAlarmTopic, type SnsAlarmTopicProps } from './sns-alarm-topic.ts';
export { Trail, type TrailProps } from './trail.ts';
