import { CloudwatchMetricAlarm } from '@cdktf/provider-aws/lib/cloudwatch-metric-alarm';
import { type AlarmTopic, type Metric, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

export interface ErrorShareAlarmProps {
  readonly topic: AlarmTopic;
  /** Answers that count as errors. */
  readonly errors: Metric;
  /** All requests. */
  readonly requests: Metric;
  /** Whether `requests` counts those too that end in one of `errors`. @default true */
  readonly requestsHoldErrors?: boolean;
  /** What the alarm means and what to look at first; people read it at night. */
  readonly description: string;
  /** Share of errors in percent above which it is bad. @default 5 */
  readonly percent?: number;
  /** Fewer requests than this in a period say nothing. @default 100 */
  readonly fewestRequests?: number;
}

const PERIOD_SECONDS = 300;
const PERIODS = 3;

/**
 * An alarm on the share of errors, so that neither a busy day nor a quiet night moves the threshold.
 *
 * A period without requests is good: that nobody comes is another alarm's matter. About USD 0.30 a month.
 */
export class ErrorShareAlarm extends Construct {
  readonly alarmArn: string;

  constructor(scope: Construct, id: string, props: ErrorShareAlarmProps) {
    super(scope, id);
    const fewest = props.fewestRequests ?? 100;
    const alarm = new CloudwatchMetricAlarm(this, 'Default', {
      alarmName: physicalName(this, NAME_LIMITS.alarm),
      alarmDescription: props.description,
      comparisonOperator: 'GreaterThanThreshold',
      threshold: props.percent ?? 5,
      evaluationPeriods: PERIODS,
      treatMissingData: 'notBreaching',
      metricQuery: [
        {
          id: 'share',
          label: 'Errors, %',
          expression: `IF(total >= ${fewest}, 100 * FILL(errors, 0) / total, 0)`,
          returnData: true,
        },
        {
          id: 'total',
          label: 'Requests',
          expression: (props.requestsHoldErrors ?? true) ? 'FILL(requests, 0)' : 'FILL(requests, 0) + FILL(errors, 0)',
          returnData: false,
        },
        sum('errors', props.errors),
        sum('requests', props.requests),
      ],
      alarmActions: [props.topic.topicArn],
      okActions: [props.topic.topicArn],
    });
    this.alarmArn = alarm.arn;
  }
}

function sum(id: string, { namespace, name, dimensions }: Metric) {
  return {
    id,
    metric: { namespace, metricName: name, dimensions: { ...dimensions }, period: PERIOD_SECONDS, stat: 'Sum' },
    returnData: false,
  };
}
