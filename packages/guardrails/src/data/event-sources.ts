/** What a service tells EventBridge. */
export interface EventSource {
  /** As in `aws.rds`. */
  readonly source: string;
  /** Detail types that it sends, besides API calls by CloudTrail. */
  readonly detailTypes: readonly string[];
  /** Page that lists them. */
  readonly page: string;
}

/** Detail types by which CloudTrail tells of calls of any service. */
export const TRAIL_DETAIL_TYPES = [
  'AWS API Call via CloudTrail',
  'AWS Console Sign In via CloudTrail',
  'AWS Service Event via CloudTrail',
  'AWS Insight via CloudTrail',
];

/** Services whose events the estate uses or may soon use. */
export const EVENT_SOURCES: readonly EventSource[] = [
  {
    source: 'aws.securityhub',
    detailTypes: [
      'Security Hub Findings - Imported',
      'Security Hub Findings - Custom Action',
      'Security Hub Insight Results',
    ],
    page: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-integration-types.html',
  },
  {
    source: 'aws.guardduty',
    detailTypes: [
      'GuardDuty Finding',
      'GuardDuty Runtime Protection Healthy',
      'GuardDuty Runtime Protection Unhealthy',
      'GuardDuty Malware Protection Object Scan Result',
    ],
    page: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_eventbridge.html',
  },
  {
    source: 'aws.inspector2',
    detailTypes: ['Inspector2 Finding', 'Inspector2 Coverage', 'Inspector2 Scan'],
    page: 'https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html',
  },
  {
    source: 'aws.access-analyzer',
    detailTypes: ['Access Analyzer Finding', 'Unused Access Finding for IAM entities', 'Access Preview State Change'],
    page: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-eventbridge.html',
  },
  {
    source: 'aws.health',
    detailTypes: ['AWS Health Event', 'AWS Health Abuse Event'],
    page: 'https://docs.aws.amazon.com/health/latest/ug/aws-health-events-eventbridge-schema.html',
  },
  {
    source: 'aws.backup',
    detailTypes: [
      'Backup Job State Change',
      'Restore Job State Change',
      'Copy Job State Change',
      'Recovery Point State Change',
      'Backup Vault State Change',
      'Region Setting State Change',
      'Report Job State Change',
    ],
    page: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html',
  },
  {
    source: 'aws.rds',
    detailTypes: [
      'RDS DB Instance Event',
      'RDS DB Cluster Event',
      'RDS DB Parameter Group Event',
      'RDS DB Security Group Event',
      'RDS DB Snapshot Event',
      'RDS DB Cluster Snapshot Event',
      'RDS Proxy Event',
      'RDS Blue Green Deployment Event',
      'RDS Custom Engine Version Event',
    ],
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-cloud-watch-events.html',
  },
  {
    source: 'aws.autoscaling',
    detailTypes: [
      'EC2 Instance-launch Lifecycle Action',
      'EC2 Instance Launch Successful',
      'EC2 Instance Launch Unsuccessful',
      'EC2 Instance-terminate Lifecycle Action',
      'EC2 Instance Terminate Successful',
      'EC2 Instance Terminate Unsuccessful',
      'EC2 Auto Scaling Instance Refresh Started',
      'EC2 Auto Scaling Instance Refresh Succeeded',
      'EC2 Auto Scaling Instance Refresh Failed',
      'EC2 Auto Scaling Instance Refresh Cancelled',
    ],
    page: 'https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-event-reference.html',
  },
  {
    source: 'aws.ec2',
    detailTypes: [
      'EC2 Instance State-change Notification',
      'EC2 Spot Instance Interruption Warning',
      'EC2 Instance Rebalance Recommendation',
      'EBS Volume Notification',
      'EBS Snapshot Notification',
      'EBS Fast Snapshot Restore State-change Notification',
    ],
    page: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/automating_with_eventbridge.html',
  },
  {
    source: 'aws.ecr',
    detailTypes: [
      'ECR Image Action',
      'ECR Image Scan',
      'ECR Replication Action',
      'ECR Pull Through Cache Action',
      'ECR Scan Resource Change',
    ],
    page: 'https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-eventbridge.html',
  },
  {
    source: 'aws.acm',
    detailTypes: [
      'ACM Certificate Approaching Expiration',
      'ACM Certificate Expired',
      'ACM Certificate Available',
      'ACM Certificate Renewal Action Required',
      'ACM Certificate Revoked',
    ],
    page: 'https://docs.aws.amazon.com/acm/latest/userguide/supported-events.html',
  },
  {
    source: 'aws.config',
    detailTypes: [
      'Config Rules Compliance Change',
      'Config Rules Re-evaluation Status',
      'Config Configuration Snapshot Delivery Status',
      'Config Configuration History Delivery Status',
      'Config Configuration Item Change',
    ],
    page: 'https://docs.aws.amazon.com/config/latest/developerguide/monitor-config-with-cloudwatchevents.html',
  },
  {
    source: 'aws.cloudwatch',
    detailTypes: ['CloudWatch Alarm State Change', 'CloudWatch Alarm Configuration Change'],
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html',
  },
  {
    source: 'aws.ssm',
    detailTypes: [
      'EC2 Command Status-change Notification',
      'EC2 Command Invocation Status-change Notification',
      'EC2 State Manager Association State Change',
      'EC2 State Manager Instance Association State Change',
      'Configuration Compliance State Change',
      'Maintenance Window State-change Notification',
      'Maintenance Window Execution State-change Notification',
      'Parameter Store Change',
    ],
    page: 'https://docs.aws.amazon.com/systems-manager/latest/userguide/reference-eventbridge-events.html',
  },
  {
    source: 'aws.signin',
    detailTypes: [],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
  {
    source: 'aws.eks',
    detailTypes: [],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
  {
    source: 'aws.sts',
    detailTypes: [],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
  {
    source: 'aws.iam',
    detailTypes: [],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
  {
    source: 'aws.kms',
    detailTypes: ['KMS CMK Deletion', 'KMS CMK Rotation', 'KMS Imported Key Material Expiration'],
    page: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html',
  },
  {
    source: 'aws.secretsmanager',
    detailTypes: [],
    page: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html',
  },
  {
    source: 'aws.elasticache',
    detailTypes: [],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
  {
    source: 'aws.mq',
    detailTypes: [],
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
  {
    source: 'aws.s3',
    detailTypes: [
      'Object Created',
      'Object Deleted',
      'Object Restore Initiated',
      'Object Restore Completed',
      'Object Restore Expired',
      'Object Tags Added',
      'Object Tags Deleted',
      'Object ACL Updated',
      'Object Storage Class Changed',
      'Object Access Tier Changed',
    ],
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html',
  },
];

/** API services whose name in CloudTrail is not that of their event source. */
export const OTHER_API_NAMES: Readonly<Record<string, string>> = { 'aws.cloudwatch': 'monitoring.amazonaws.com' };
