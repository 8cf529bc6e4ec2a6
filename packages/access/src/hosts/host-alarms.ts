import { Alarm, type AlarmTopic, EstateStack } from '@smile/core';
import { Construct } from 'constructs';

export interface HostAlarmsProps {
  readonly instanceId: string;
  readonly topic: AlarmTopic;
}

/**
 * Alarms of one instance: AWS moves it to other hardware when its own fails, and people hear of any other failure.
 *
 * Recovery keeps id, private address and volumes; it takes some minutes.
 */
export class HostAlarms extends Construct {
  constructor(scope: Construct, id: string, props: HostAlarmsProps) {
    super(scope, id);
    const { region } = EstateStack.ofConstruct(this).environment;
    const metric = (name: string) =>
      ({
        namespace: 'AWS/EC2',
        name,
        dimensions: { InstanceId: props.instanceId },
        statistic: 'Maximum',
      }) as const;
    new Alarm(this, 'Hardware', {
      topic: props.topic,
      metric: metric('StatusCheckFailed_System'),
      description: 'The hardware under the host fails; AWS is moving it to another machine',
      when: 'at-or-above',
      threshold: 1,
      periodSeconds: 60,
      periods: 2,
      // A stopped instance reports nothing, and cannot be recovered.
      silence: 'ignored',
      extraActionArns: [`arn:aws:automate:${region}:ec2:recover`],
    });
    new Alarm(this, 'Unreachable', {
      topic: props.topic,
      metric: metric('StatusCheckFailed'),
      description: 'The host is stopped or does not answer; read its system log in EC2, then restart it',
      when: 'at-or-above',
      threshold: 1,
      periodSeconds: 60,
      periods: 5,
    });
  }
}
