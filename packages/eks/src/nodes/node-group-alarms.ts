import { Alarm, type AlarmTopic, type Metric } from '@smile/core';
import { Construct } from 'constructs';
import { isBurstable } from './instance-hardware.ts';

export interface NodeGroupAlarmsProps {
  readonly topic: AlarmTopic;
  /** As people know it, as in `smile-prd-kafka-apse3-az1`. */
  readonly name: string;
  readonly autoscalingGroupName: string;
  readonly minSize: number;
  readonly instanceType: string;
}

/**
 * Alarms of one node group on what AWS itself reports. What Kubernetes sees of a node (readiness, memory, disks) is the
 * cluster's monitoring to tell. About USD 0.20 a month for a group, 0.30 for a burstable one.
 *
 * EKS switches metrics of its scaling groups on by itself. EKS guide, "enable-asg-metrics".
 */
export class NodeGroupAlarms extends Construct {
  constructor(scope: Construct, id: string, props: NodeGroupAlarmsProps) {
    super(scope, id);
    const { topic, name, minSize, instanceType } = props;
    const metric = (namespace: string, metricName: string, statistic: 'Minimum' | 'Maximum'): Metric => ({
      namespace,
      name: metricName,
      dimensions: { AutoScalingGroupName: props.autoscalingGroupName },
      statistic,
    });
    // Fewer than none cannot be.
    if (minSize > 0) {
      new Alarm(this, 'TooFew', {
        topic,
        metric: metric('AWS/AutoScaling', 'GroupInServiceInstances', 'Minimum'),
        description: `Fewer than ${minSize} nodes of ${name} run; read the activity of its scaling group in EC2, then the console output of the newest instance`,
        when: 'below',
        threshold: minSize,
      });
    }
    new Alarm(this, 'Broken', {
      topic,
      metric: metric('AWS/EC2', 'StatusCheckFailed', 'Maximum'),
      description: `A node of ${name} fails EC2's checks; its hardware or its system is broken`,
      when: 'at-or-above',
      threshold: 1,
      periodSeconds: 60,
      periods: 5,
      // No node, nothing to check; that there is none, the other alarm tells.
      silence: 'ignored',
    });
    if (!isBurstable(instanceType)) return;
    new Alarm(this, 'CreditsCharged', {
      topic,
      metric: metric('AWS/EC2', 'CPUSurplusCreditsCharged', 'Maximum'),
      description: `A node of ${name} works more than its type is for, and AWS charges for each further hour; an m5 or m6g of the same size costs less`,
      threshold: 0,
      periodSeconds: 3600,
      silence: 'good',
    });
  }
}
