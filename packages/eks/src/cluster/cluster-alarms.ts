import { CloudwatchLogMetricFilter } from '@cdktf/provider-aws/lib/cloudwatch-log-metric-filter';
import { Alarm, type AlarmProps, type AlarmTopic, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';

export interface ClusterAlarmsProps {
  readonly clusterName: string;
  /** Word after the environment's prefix, as in `app`. */
  readonly name: string;
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
 * CloudWatch"). It publishes none of nodes: that one is lost is read from the controller manager's log, which says so when
 * it takes the pods away. Why it is, and what a pod suffers, only Prometheus in the cluster knows.
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
      threshold: 0,
      // As long as a new node needs, three times over.
      periods: 3,
    });
  }

  /**
   * A node that says that it is not ready, or says nothing, is ordinary for a while: each one that a roll or the autoscaler
   * ends does so. What is not ordinary is that pods are still on it five minutes later, when their toleration of
   * `not-ready` and `unreachable` ends and the taint-eviction controller deletes them; a drained node has none left.
   * https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
   */
  private watchNodes(): void {
    const { clusterName, name, logGroupName } = this.props;
    const metricName = `${clusterName}-node-not-ready`;
    new CloudwatchLogMetricFilter(this, 'NodeNotReadyFilter', {
      name: physicalName(this, { ...NAME_LIMITS.logGroup, name: `${name}-node-not-ready` }),
      logGroupName,
      // The controller manager's own line, at every log level. Audit records hold such words, but as JSON, with `{` in front.
      // https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/controller/tainteviction/taint_eviction.go
      pattern: '"Deleting pod" "taint-eviction-controller"',
      metricTransformation: { namespace: NAMESPACE, name: metricName, value: '1', defaultValue: '0' },
    });
    new Alarm(this, 'NodeNotReady', {
      topic: this.props.topic,
      metric: { namespace: NAMESPACE, name: metricName, dimensions: {}, statistic: 'Sum' },
      description:
        'A node stopped answering for five minutes with pods on it, and Kubernetes takes them away; look at kubectl get nodes, then at the instance in EC2',
      when: 'at-or-above',
      threshold: 1,
      periods: 1,
      silence: 'good',
    });
  }

  private alarm(id: string, metric: string, props: Omit<AlarmProps, 'metric' | 'topic'>): void {
    new Alarm(this, id, {
      periods: 1,
      ...props,
      topic: this.props.topic,
      metric: {
        namespace: 'AWS/EKS',
        name: metric,
        dimensions: { ClusterName: this.props.clusterName },
        // The guide's only "valid statistic" for them.
        statistic: 'Sum',
      },
      // The control plane is AWS's. When it goes silent, the AWS Health rule of the account tells.
      silence: 'good',
    });
  }
}
