import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { Construct } from 'constructs';
import { NAME_LIMITS } from '../naming/name-limits.ts';
import { physicalName } from '../naming/physical-name.ts';

/** Where alarms go: one topic per account, which the owner of the account's singletons makes. */
export interface AlarmTopic {
  readonly topicArn: string;
}

/** A CloudWatch metric, as its service publishes it. */
export interface Metric {
  /** As in `AWS/RDS`. */
  readonly namespace: string;
  /** As in `FreeStorageSpace`. */
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** How the values of a period become one. @default 'Average' */
  readonly statistic?: 'Average' | 'Maximum' | 'Minimum' | 'Sum' | Percentile;
}

/** The value that so many percent of a period's values do not exceed, as in `p95`. */
type Percentile = `p${number}`;

export interface AlarmProps {
  readonly topic: AlarmTopic;
  readonly metric: Metric;
  /** What the alarm means and what to look at first; people read it at night. */
  readonly description: string;
  /** Side of the threshold that is bad. @default 'above' */
  readonly when?: 'above' | 'at-or-above' | 'below' | 'at-or-below';
  /** In the metric's own unit, which {@link description} should name. */
  readonly threshold: number;
  /** Length of a period in seconds: a multiple of 60. @default 300 */
  readonly periodSeconds?: number;
  /** Number of periods in a row that must be bad. @default 3 */
  readonly periods?: number;
  /** What a period without data means. A broken thing often goes silent. @default 'bad' */
  readonly silence?: 'bad' | 'good' | 'ignored';
  /** What else happens when the alarm starts, as in `arn:aws:automate:ap-southeast-3:ec2:recover`. @default - nothing */
  readonly extraActionArns?: readonly string[];
}

const OPERATORS = {
  above: 'GreaterThanThreshold',
  'at-or-above': 'GreaterThanOrEqualToThreshold',
  below: 'LessThanThreshold',
  'at-or-below': 'LessThanOrEqualToThreshold',
} as const;

const MISSING_DATA = { bad: 'breaching', good: 'notBreaching', ignored: 'ignore' } as const;

/** An alarm on one metric that tells the account's topic when it starts and when it ends. About USD 0.10 a month. */
export class Alarm extends Construct {
  readonly alarmArn: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const { metric, topic } = props;
    const alarm = new CloudwatchMetricAlarm(this, 'Default', {
      alarmName: physicalName(this, NAME_LIMITS.alarm),
      alarmDescription: props.description,
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: { ...metric.dimensions },
      ...statisticOf(metric),
      comparisonOperator: OPERATORS[props.when ?? 'above'],
      threshold: props.threshold,
      period: props.periodSeconds ?? 300,
      evaluationPeriods: props.periods ?? 3,
      treatMissingData: MISSING_DATA[props.silence ?? 'bad'],
      alarmActions: [topic.topicArn, ...(props.extraActionArns ?? [])],
      okActions: [topic.topicArn],
    });
    this.alarmArn = alarm.arn;
  }
}

function statisticOf({ statistic = 'Average' }: Metric) {
  return isPercentile(statistic) ? { extendedStatistic: statistic } : { statistic };
}

function isPercentile(statistic: string): statistic is Percentile {
  return /^p\d/.test(statistic);
}
