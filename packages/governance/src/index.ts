export { AuditAlarms, type AuditAlarmsProps } from './audit-alarms.ts';
export { AuditStore, type AuditStoreProps } from './audit-store.ts';
export { SnsAlarmTopic, type SnsAlarmTopicProps } from './sns-alarm-topic.ts';
export { Trail, type TrailProps } from './trail.ts';
