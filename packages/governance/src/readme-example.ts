import type { EstateStack } from '@smile/core';
import { AuditAlarms, AuditStore, Backups, SnsAlarmTopic, Trail } from '@smile/governance';

/** An account that records who does what, tells people about it, and backs up what is tagged. */
export function watchedAccount(stack: EstateStack): void {
  const topic = new SnsAlarmTopic(stack, 'AlarmTopic', { emails: ['alarms@smile.example'] });
  const store = new AuditStore(stack, 'Audit', {
    retention: '365 days',
    breakGlassRoleArn: 'arn:aws:iam::111111111111:role/smile-*-break-glass',
  });
  const trail = new Trail(stack, 'Trail', { store });
  new AuditAlarms(stack, 'AuditAlarms', { trail, topic });
  new Backups(stack, 'Backups', { topic, at: '03:00' });
}
