import type { Rule } from '../rule.ts';
import { alarmAction } from './monitoring/alarm-action.ts';
import { alarmMetric } from './monitoring/alarm-metric.ts';
import { alarmSubject } from './monitoring/alarm-subject.ts';
import { alarmThreshold } from './monitoring/alarm-threshold.ts';
import { alarmsAgree } from './monitoring/alarms-agree.ts';
import { auditAlarms } from './monitoring/audit-alarms.ts';
import { dashboardMetric } from './monitoring/dashboard-metric.ts';
import { eventRule } from './monitoring/event-rule.ts';
import { metricFilter } from './monitoring/metric-filter.ts';
import { monitoringArguments } from './monitoring/monitoring-arguments.ts';
import { storeAlarms } from './monitoring/store-alarms.ts';
import { wantedEvents } from './monitoring/wanted-events.ts';

/** Rules of the family `monitoring`. */
export const MONITORING_RULES: readonly Rule[] = [
  alarmAction,
  alarmMetric,
  alarmSubject,
  alarmThreshold,
  dashboardMetric,
  eventRule,
  metricFilter,
  monitoringArguments,
  storeAlarms,
  auditAlarms,
  wantedEvents,
  alarmsAgree,
];
