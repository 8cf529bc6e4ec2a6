import { Alarm, type AlarmTopic, EstateStack } from '@smile/core';
import { Construct } from 'constructs';

export interface WebAclAlarmProps {
  /** Name of the web ACL, or of the metric that it was given. */
  readonly webAclMetricName: string;
  readonly topic: AlarmTopic;
  /** Requests blocked in five minutes above which somebody should look. @default 1000 */
  readonly blockedRequests?: number;
}

/** An alarm on how much a web ACL blocks: an attack, or a rule that takes our own clients for one. */
export class WebAclAlarm extends Construct {
  constructor(scope: Construct, id: string, props: WebAclAlarmProps) {
    super(scope, id);
    const { region } = EstateStack.ofConstruct(this).environment;
    const threshold = props.blockedRequests ?? 1000;
    new Alarm(this, 'Default', {
      topic: props.topic,
      metric: {
        namespace: 'AWS/WAFV2',
        name: 'BlockedRequests',
        dimensions: { WebACL: props.webAclMetricName, Region: region, Rule: 'ALL' },
        statistic: 'Sum',
      },
      description: `The web ACL blocked more than ${threshold} requests in five minutes; read which rule and whom in the log group aws-waf-logs-…`,
      threshold,
      periods: 1,
      silence: 'good',
    });
  }
}
