import { type MetricService, NO_SUM } from './metric-service.ts';

const INSTANCE = [['InstanceId'], ['AutoScalingGroupName']];
const GROUP = [['AutoScalingGroupName']];
const CLUSTER = [['ClusterName']];
const VOLUME = [['VolumeId']];
const NODE = [['ClusterName'], ['ClusterName', 'InstanceId', 'NodeName']];
const GATEWAY = [['NatGatewayId']];
const ENDPOINT = [
  ['Endpoint Type', 'Service Name', 'VPC Endpoint Id', 'VPC Id'],
  ['Endpoint Type', 'Service Name', 'Subnet Id', 'VPC Endpoint Id', 'VPC Id'],
];

/** Metrics of hosts, clusters and the network. */
export const COMPUTE_METRICS: readonly MetricService[] = [
  {
    namespace: 'AWS/EC2',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html',
    // Basic monitoring; with detailed monitoring it is a minute.
    everySeconds: 300,
    rows: [
      {
        names: 'StatusCheckFailed StatusCheckFailed_Instance StatusCheckFailed_System StatusCheckFailed_AttachedEBS',
        dimensions: INSTANCE,
        unit: 'flag',
        bad: 'high',
        everySeconds: 60,
      },
      { names: 'CPUUtilization', dimensions: INSTANCE, unit: 'percent', bad: 'either', statistics: NO_SUM },
      { names: 'EBSIOBalance% EBSByteBalance%', dimensions: INSTANCE, unit: 'percent', bad: 'low', statistics: NO_SUM },
      { names: 'CPUCreditBalance', dimensions: INSTANCE, unit: 'credits', bad: 'low', statistics: NO_SUM },
      {
        names: 'CPUCreditUsage CPUSurplusCreditBalance CPUSurplusCreditsCharged',
        dimensions: INSTANCE,
        unit: 'credits',
        bad: 'high',
      },
      {
        names:
          'NetworkIn NetworkOut NetworkPacketsIn NetworkPacketsOut DiskReadBytes DiskWriteBytes DiskReadOps DiskWriteOps EBSReadOps EBSWriteOps EBSReadBytes EBSWriteBytes MetadataNoToken',
        dimensions: INSTANCE,
        unit: 'count',
        bad: 'either',
      },
    ],
  },
  {
    namespace: 'AWS/EBS',
    source: 'https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html',
    rows: [
      { names: 'BurstBalance', dimensions: VOLUME, unit: 'percent', bad: 'low', statistics: NO_SUM },
      { names: 'VolumeStalledIOCheck', dimensions: VOLUME, unit: 'flag', bad: 'high' },
      {
        names:
          'VolumeQueueLength VolumeReadOps VolumeWriteOps VolumeReadBytes VolumeWriteBytes VolumeTotalReadTime VolumeTotalWriteTime VolumeAvgReadLatency VolumeAvgWriteLatency',
        dimensions: VOLUME,
        unit: 'count',
        bad: 'high',
      },
      { names: 'VolumeIdleTime', dimensions: VOLUME, unit: 'seconds', bad: 'either' },
    ],
  },
  {
    namespace: 'AWS/AutoScaling',
    source: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html',
    rows: [
      {
        names:
          'GroupInServiceInstances GroupTotalInstances GroupDesiredCapacity GroupMinSize GroupMaxSize GroupPendingInstances GroupStandbyInstances GroupTerminatingInstances GroupInServiceCapacity GroupTotalCapacity',
        dimensions: GROUP,
        unit: 'count',
        bad: 'either',
        statistics: NO_SUM,
      },
    ],
  },
  {
    namespace: 'AWS/EKS',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html',
    rows: [
      {
        names:
          'apiserver_request_total apiserver_request_total_4XX apiserver_request_total_429 apiserver_request_total_5XX apiserver_request_total_LIST_PODS apiserver_flowcontrol_current_executing_seats apiserver_current_inflight_requests_MUTATING apiserver_current_inflight_requests_READONLY scheduler_schedule_attempts_total scheduler_schedule_attempts_SCHEDULED scheduler_schedule_attempts_UNSCHEDULABLE scheduler_schedule_attempts_ERROR scheduler_pending_pods scheduler_pending_pods_ACTIVEQ scheduler_pending_pods_UNSCHEDULABLE scheduler_pending_pods_BACKOFF scheduler_pending_pods_GATED apiserver_admission_webhook_request_total apiserver_admission_webhook_request_total_ADMIT apiserver_admission_webhook_request_total_VALIDATING apiserver_admission_webhook_rejection_count_ADMIT apiserver_admission_webhook_rejection_count_VALIDATING',
        dimensions: CLUSTER,
        unit: 'count',
        bad: 'high',
        // The guide's own "Valid statistics".
        statistics: ['Sum'],
      },
      {
        names:
          'apiserver_request_duration_seconds_DELETE_P99 apiserver_request_duration_seconds_GET_P99 apiserver_request_duration_seconds_LIST_P99 apiserver_request_duration_seconds_PATCH_P99 apiserver_request_duration_seconds_POST_P99 apiserver_request_duration_seconds_PUT_P99',
        dimensions: CLUSTER,
        unit: 'seconds',
        bad: 'high',
        statistics: ['Average', 'Maximum'],
        plausible: [0, 60],
      },
      {
        names: 'apiserver_storage_size_bytes',
        dimensions: CLUSTER,
        unit: 'bytes',
        bad: 'high',
        statistics: NO_SUM,
        plausible: [1024 ** 2, 1024 ** 4],
      },
    ],
  },
  {
    namespace: 'ContainerInsights',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html',
    rows: [
      { names: 'cluster_failed_node_count', dimensions: CLUSTER, unit: 'count', bad: 'high', statistics: NO_SUM },
      { names: 'cluster_node_count', dimensions: CLUSTER, unit: 'count', bad: 'low', statistics: NO_SUM },
      {
        names: 'node_cpu_utilization node_memory_utilization node_filesystem_utilization',
        dimensions: NODE,
        unit: 'percent',
        bad: 'high',
        statistics: NO_SUM,
      },
    ],
  },
  {
    namespace: 'AWS/NATGateway',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html',
    rows: [
      {
        names: 'ErrorPortAllocation PacketsDropCount IdleTimeoutCount',
        dimensions: GATEWAY,
        unit: 'count',
        bad: 'high',
      },
      {
        names:
          'ActiveConnectionCount BytesInFromDestination BytesInFromSource BytesOutToDestination BytesOutToSource ConnectionAttemptCount ConnectionEstablishedCount PacketsInFromDestination PacketsInFromSource PacketsOutToDestination PacketsOutToSource PeakBytesPerSecond PeakPacketsPerSecond',
        dimensions: GATEWAY,
        unit: 'count',
        bad: 'either',
      },
    ],
  },
  {
    namespace: 'AWS/PrivateLinkEndpoints',
    source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html',
    rows: [
      { names: 'PacketsDropped RstPacketsReceived', dimensions: ENDPOINT, unit: 'count', bad: 'high' },
      { names: 'ActiveConnections BytesProcessed NewConnections', dimensions: ENDPOINT, unit: 'count', bad: 'either' },
    ],
  },
];
