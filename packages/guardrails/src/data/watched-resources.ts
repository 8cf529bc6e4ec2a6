/** Metrics that an alarm has to watch for each resource of a type, by the dimension that names it. */
export interface WatchedResource {
  readonly type: string;
  readonly dimension: string;
  readonly metrics: readonly string[];
  /** Which of the type are meant. @default - all of them */
  readonly of?: 'application' | 'network';
  readonly source: string;
}

export const WATCHED_RESOURCES: readonly WatchedResource[] = [
  {
    type: 'aws_lb',
    of: 'network',
    dimension: 'LoadBalancer',
    metrics: ['HealthyHostCount', 'UnHealthyHostCount'],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html',
  },
  {
    type: 'aws_lb',
    of: 'application',
    dimension: 'LoadBalancer',
    metrics: [
      'TargetResponseTime',
      'RejectedConnectionCount',
      'HTTPCode_ELB_5XX_Count',
      'HTTPCode_Target_5XX_Count',
      'RequestCount',
      'HealthyHostCount',
      'UnHealthyHostCount',
    ],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  },
  {
    type: 'aws_lb_target_group',
    dimension: 'TargetGroup',
    metrics: ['HealthyHostCount', 'UnHealthyHostCount'],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html',
  },
  {
    type: 'aws_instance',
    dimension: 'InstanceId',
    metrics: ['StatusCheckFailed', 'StatusCheckFailed_System'],
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-system-instance-status-check.html',
  },
  {
    type: 'aws_eks_node_group',
    dimension: 'AutoScalingGroupName',
    metrics: ['StatusCheckFailed'],
    source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html',
  },
];
