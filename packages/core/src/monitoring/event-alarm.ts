import { CloudwatchEventRule } from '@cdktf/provider-aws/lib/cloudwatch-event-rule';
import { CloudwatchEventTarget } from '@cdktf/provider-aws/lib/cloudwatch-event-target';
import { Construct } from 'constructs';
import { NAME_LIMITS } from '../naming/name-limits.ts';
import { physicalName } from '../naming/physical-name.ts';
import type { AlarmTopic } from './alarm.ts';

export interface EventAlarmProps {
  readonly topic: AlarmTopic;
  /** Words of the rule's name after the environment's prefix. Never changed: it replaces the rule. @default - the construct's id */
  readonly name?: string;
  readonly description: string;
  /** Which events, in EventBridge's own form. */
  readonly pattern: EventPattern;
  /** Lines of the mail; `<word>` stands for a path of {@link paths}. */
  readonly message: readonly string[];
  /** Where in the event the words of the message are found, as in `$.detail.title`. */
  readonly paths: Readonly<Record<string, string>>;
  /**
   * Whether calls that only read count too. EventBridge leaves them out otherwise, and taking on a role is one of them.
   * @default false
   */
  readonly includeReads?: boolean;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html */
interface EventPattern {
  /** As in `aws.guardduty`. */
  readonly source: readonly string[];
  readonly 'detail-type': readonly string[];
  readonly detail?: object;
}

/** Tells the alarm topic about events of an AWS service, in words. Events of AWS services are free. */
export class EventAlarm extends Construct {
  constructor(scope: Construct, id: string, props: EventAlarmProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, 'Default', {
      name: physicalName(this, { ...NAME_LIMITS.eventRule, name: props.name ?? id }),
      description: props.description,
      eventPattern: JSON.stringify(props.pattern),
      // `is_enabled` is deprecated and cannot say the second (P75).
      state: (props.includeReads ?? false) ? 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS' : 'ENABLED',
    });
    new CloudwatchEventTarget(this, 'Topic', {
      rule: rule.name,
      targetId: 'alarm-topic',
      arn: props.topic.topicArn,
      inputTransformer: {
        inputPaths: { ...props.paths },
        // EventBridge joins quoted lines into a text of several lines.
        inputTemplate: props.message.map((line) => JSON.stringify(line)).join('\n'),
      },
    });
  }
}
