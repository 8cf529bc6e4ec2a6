import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { Alarm, type AlarmTopic, EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import { AUDIT_ALARMS, type AuditAlarmDefinition, clusterAccessChanges } from './audit-alarm-list.ts';
import type { Trail } from './trail.ts';

export interface AuditAlarmsProps {
  readonly trail: Trail;
  readonly topic: AlarmTopic;
}

/** Metrics of ours; AWS reserves names that start with `AWS/`. */
const NAMESPACE = 'Smile/Audit';

/**
 * Alarms on the audit trail, for every region: the fifteen of the CIS benchmark, the use of break-glass, and who lets
 * somebody into a cluster (GOV-CLOUDWATCH). Each costs about USD 0.40 a month, for the metric and the alarm.
 */
export class AuditAlarms extends Construct {
  readonly alarmArns: readonly string[];

  constructor(scope: Construct, id: string, props: AuditAlarmsProps) {
    super(scope, id);
    const { account, namePrefix } = EstateStack.ofConstruct(this).environment;
    const pipelineSession = `arn:aws:sts::${account.id}:assumed-role/${namePrefix}-apply/eks-${namePrefix}-`;
    this.alarmArns = [...AUDIT_ALARMS, clusterAccessChanges(pipelineSession)].map(
      (definition) => this.createAlarm(definition, props).alarmArn,
    );
  }

  private createAlarm(definition: AuditAlarmDefinition, { trail, topic }: AuditAlarmsProps): Alarm {
    const { id, description, pattern, threshold, cis } = definition;
    new CloudwatchLogMetricFilter(this, `${id}Filter`, {
      name: physicalName(this, { ...NAME_LIMITS.logGroup, name: id }),
      // Through the trail's construct, so that the group exists first (P74).
      logGroupName: trail.logGroupName,
      pattern,
      metricTransformation: { namespace: NAMESPACE, name: id, value: '1', defaultValue: '0' },
    });
    return new Alarm(this, id, {
      topic,
      metric: { namespace: NAMESPACE, name: id, dimensions: {}, statistic: 'Sum' },
      description: cis === undefined ? description : `${description} (CIS ${cis})`,
      when: 'at-or-above',
      threshold: threshold ?? 1,
      periods: 1,
      silence: 'good',
    });
  }
}
