import { Alarm, type AlarmProps, type AlarmTopic, type Metric } from '@smile/core';
import { Construct } from 'constructs';
import type { EdgeLoadBalancer } from '../edge-load-balancer.ts';
import { ErrorShareAlarm } from './error-share-alarm.ts';

export interface LoadBalancerAlarmsProps {
  readonly loadBalancer: EdgeLoadBalancer;
  /** What people call it, as in `web`. */
  readonly name: string;
  /** Target groups behind it, by a fixed word in PascalCase: the last part of each one's ARN. */
  readonly targetGroupArnSuffixes: Readonly<Record<string, string>>;
  readonly topic: AlarmTopic;
  /** How long one answer in twenty may take. @default 2 */
  readonly slowSeconds?: number;
  /** How long one answer in a hundred may take. @default 5 */
  readonly verySlowSeconds?: number;
  /** Whether it is bad that nobody comes, as for what people use all day. @default 'fine' */
  readonly silence?: 'bad' | 'fine';
}

/** Percent of answers. */
const ERRORS = 5;
/** Percent of answers. What the load balancer answers itself is never the application's doing, so less is bad. */
const OWN_ERRORS = 1;

/** In periods of five minutes. */
const SILENT_PERIODS = 6;

/**
 * Alarms of one load balancer and the target groups behind it. Each says what to look at first.
 *
 * Errors count as a share of the answers. Five alarms, and two for each target group: about USD 1.50 a month.
 */
export class LoadBalancerAlarms extends Construct {
  private readonly settings: LoadBalancerAlarmsProps;

  constructor(scope: Construct, id: string, props: LoadBalancerAlarmsProps) {
    super(scope, id);
    this.settings = props;
    this.watchErrors();
    this.watchLatency();
    this.watchConnections();
    if (props.silence === 'bad') this.watchSilence();
    for (const [word, suffix] of Object.entries(props.targetGroupArnSuffixes)) this.watchTargets(word, suffix);
  }

  private watchErrors(): void {
    const { name, topic } = this.settings;
    const requests = this.metric('RequestCount');
    new ErrorShareAlarm(this, 'TargetErrors', {
      topic,
      errors: this.metric('HTTPCode_Target_5XX_Count'),
      requests,
      percent: ERRORS,
      description: `More than ${ERRORS}% of the answers behind the load balancer ${name} are 5xx; look at the application's log`,
    });
    new ErrorShareAlarm(this, 'OwnErrors', {
      topic,
      errors: this.metric('HTTPCode_ELB_5XX_Count'),
      requests,
      // A request that finds no target is an error of the load balancer, but not in its number of requests.
      requestsHoldErrors: false,
      percent: OWN_ERRORS,
      description: `The load balancer ${name} itself answers more than ${OWN_ERRORS}% with 5xx: no healthy target, or none that answers in time; look at the Istio gateway`,
    });
  }

  private watchLatency(): void {
    const { name, slowSeconds = 2, verySlowSeconds = 5 } = this.settings;
    this.alarm('Slow', this.metric('TargetResponseTime', 'p95'), {
      description: `One answer in twenty behind the load balancer ${name} takes longer than ${slowSeconds} seconds; look at traces of the slowest`,
      threshold: slowSeconds,
      silence: 'good',
    });
    this.alarm('VerySlow', this.metric('TargetResponseTime', 'p99'), {
      description: `One answer in a hundred behind the load balancer ${name} takes longer than ${verySlowSeconds} seconds; look at traces of the slowest`,
      threshold: verySlowSeconds,
      silence: 'good',
    });
  }

  private watchConnections(): void {
    this.alarm('ConnectionsRejected', this.metric('RejectedConnectionCount', 'Sum'), {
      description: `The load balancer ${this.settings.name} is at its limit of connections; look for a flood, then ask AWS for more`,
      threshold: 0,
      periods: 1,
      silence: 'good',
    });
  }

  private watchSilence(): void {
    this.alarm('Silent', this.metric('RequestCount', 'Sum'), {
      description: `Nobody reached the load balancer ${this.settings.name} for half an hour; look at Cloudflare, its DNS records and our client certificate there`,
      when: 'below',
      threshold: 1,
      periods: SILENT_PERIODS,
    });
  }

  private watchTargets(word: string, targetGroup: string): void {
    const dimensions = { TargetGroup: targetGroup };
    this.alarm(`${word}TargetsUnhealthy`, this.metric('UnHealthyHostCount', 'Maximum', dimensions), {
      description: `A target of ${word} behind the load balancer ${this.settings.name} is unhealthy; look at the pods of the Istio gateway`,
      threshold: 0,
      silence: 'ignored',
    });
    this.alarm(`${word}TargetsMissing`, this.metric('HealthyHostCount', 'Minimum', dimensions), {
      description: `No healthy target of ${word} behind the load balancer ${this.settings.name}; look at the TargetGroupBinding and the Istio gateway`,
      when: 'below',
      threshold: 1,
    });
  }

  private metric(name: string, statistic?: Metric['statistic'], more: Readonly<Record<string, string>> = {}): Metric {
    const dimensions = { LoadBalancer: this.settings.loadBalancer.loadBalancerArnSuffix, ...more };
    return { namespace: 'AWS/ApplicationELB', name, dimensions, statistic };
  }

  private alarm(id: string, metric: Metric, props: Omit<AlarmProps, 'metric' | 'topic'>): void {
    new Alarm(this, id, { ...props, metric, topic: this.settings.topic });
  }
}
