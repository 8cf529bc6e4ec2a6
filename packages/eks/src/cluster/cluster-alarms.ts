import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { Alarm, type AlarmProps, type AlarmTopic, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

export interface ClusterAlarmsProps {
  readonly clusterName: string;
  /** Log group of the control plane; through its construct, so that the group exists before the filter. */
  readonly logGroupName: string;
  readonly topic: AlarmTopic;
}

/** Metrics of ours; AWS reserves names that start with `AWS/`. */
const NAMESPACE = 'Smile/Eks';

/**
 * What AWS itself can tell about a cluster, from outside.
 *
 * EKS publishes metrics of the control plane free of charge (`AWS/EKS`, EKS guide, "Monitor cluster data with
 * CloudWatch"). It publishes none of nodes: that one is not ready is read from the controller manager's log, which says
 * so when it notices. Why it is not, and what a pod suffers, only Prometheus in the cluster knows.
 */
export class ClusterAlarms extends Construct {
  private readonly props: ClusterAlarmsProps;

  constructor(scope: Construct, id: string, props: ClusterAlarmsProps) {
    super(scope, id);
    this.props = props;
    this.watchApi();
    this.watchScheduler();
    this.watchNodes();
  }

  private watchApi(): void {
    this.alarm('ApiErrors', 'apiserver_request_total_5XX', {
      description:
        'Kubernetes API answers with errors, more than 50 in five minutes; look for a webhook that is down, then at the AWS Health dashboard',
      threshold: 50,
    });
    this.alarm('ApiThrottles', 'apiserver_request_total_429', {
      description:
        'Kubernetes API turns callers away, more than 100 in five minutes; look in the audit log for who asks so often',
      threshold: 100,
    });
  }

  private watchScheduler(): void {
    this.alarm('PodsUnschedulable', 'scheduler_pending_pods_UNSCHEDULABLE', {
      description:
        'Pods find no node for 15 minutes; look at kubectl describe pod, then whether the node group is at its maximum',
      statistic: 'Maximum',
      threshold: 0,
      // As long as a new node needs, three times over.
      periods: 3,
    });
  }

  private watchNodes(): void {
    const { clusterName, logGroupName } = this.props;
    const name = `${clusterName}-node-not-ready`;
    new CloudwatchLogMetricFilter(this, 'NodeNotReadyFilter', {
      name: physicalName(this, { ...NAME_LIMITS.logGroup, name }),
      logGroupName,
      // The controller manager's own line. Audit records hold the same words, but as JSON, with `{` in front.
      pattern: '"Recording status change event message for node" NodeNotReady',
      metricTransformation: { namespace: NAMESPACE, name, value: '1', defaultValue: '0' },
    });
    new Alarm(this, 'NodeNotReady', {
      topic: this.props.topic,
      metric: { namespace: NAMESPACE, name, dimensions: {}, statistic: 'Sum' },
      description: 'A node stopped answering the control plane; look at kubectl get nodes, then at the instance in EC2',
      when: 'at-or-above',
      threshold: 1,
      periods: 1,
      silence: 'good',
    });
  }

  private alarm(
    id: string,
    metric: string,
    { statistic = 'Sum', ...props }: Omit<AlarmProps, 'metric' | 'topic'> & Pick<AlarmProps['metric'], 'statistic'>,
  ): void {
    new Alarm(this, id, {
      periods: 1,
      ...props,
      topic: this.props.topic,
      metric: {
        namespace: 'AWS/EKS',
        name: metric,
        dimensions: { ClusterName: this.props.clusterName },
        statistic,
      },
      // The control plane is AWS's. When it goes silent, the AWS Health rule of the account tells.
      silence: 'good',
    });
  }
}
