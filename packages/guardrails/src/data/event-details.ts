/** Values that a field of `detail` can have, by detail type. */
export interface EventDetail {
  readonly detailType: string;
  /** Dotted path below `detail`. */
  readonly path: string;
  readonly values: readonly string[];
  readonly page: string;
}

const BACKUP = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html';
const SECURITY_HUB = 'https://docs.aws.amazon.com/securityhub/latest/userguide/asff-required-attributes.html';
const INSPECTOR = 'https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html';

/** Fields whose values a service's guide lists in full. */
export const EVENT_DETAILS: readonly EventDetail[] = [
  {
    detailType: 'RDS DB Instance Event',
    path: 'EventCategories',
    values: [
      'availability',
      'backtrack',
      'backup',
      'configuration change',
      'creation',
      'deletion',
      'failover',
      'failure',
      'low storage',
      'maintenance',
      'notification',
      'read replica',
      'recovery',
      'restoration',
      'security',
      'security patching',
    ],
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html',
  },
  {
    detailType: 'Backup Job State Change',
    path: 'state',
    values: ['CREATED', 'PENDING', 'RUNNING', 'ABORTING', 'ABORTED', 'COMPLETED', 'FAILED', 'EXPIRED', 'PARTIAL'],
    page: BACKUP,
  },
  {
    detailType: 'Restore Job State Change',
    path: 'status',
    values: ['CREATED', 'PENDING', 'RUNNING', 'ABORTED', 'COMPLETED', 'FAILED'],
    page: BACKUP,
  },
  {
    detailType: 'AWS Health Event',
    path: 'eventTypeCategory',
    values: ['issue', 'accountNotification', 'scheduledChange', 'investigation'],
    page: 'https://docs.aws.amazon.com/health/latest/APIReference/API_EventType.html',
  },
  {
    detailType: 'Inspector2 Finding',
    path: 'severity',
    values: ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL', 'UNTRIAGED'],
    page: INSPECTOR,
  },
  { detailType: 'Inspector2 Finding', path: 'status', values: ['ACTIVE', 'SUPPRESSED', 'CLOSED'], page: INSPECTOR },
  { detailType: 'Inspector2 Finding', path: 'exploitAvailable', values: ['YES', 'NO'], page: INSPECTOR },
  { detailType: 'Inspector2 Finding', path: 'fixAvailable', values: ['YES', 'NO', 'PARTIAL'], page: INSPECTOR },
  {
    detailType: 'Security Hub Findings - Imported',
    path: 'findings.Severity.Label',
    values: ['INFORMATIONAL', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'],
    page: SECURITY_HUB,
  },
  {
    detailType: 'Security Hub Findings - Imported',
    path: 'findings.Workflow.Status',
    values: ['NEW', 'NOTIFIED', 'RESOLVED', 'SUPPRESSED'],
    page: SECURITY_HUB,
  },
  {
    detailType: 'Security Hub Findings - Imported',
    path: 'findings.RecordState',
    values: ['ACTIVE', 'ARCHIVED'],
    page: SECURITY_HUB,
  },
  {
    detailType: 'CloudWatch Alarm State Change',
    path: 'state.value',
    values: ['OK', 'ALARM', 'INSUFFICIENT_DATA'],
    page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html',
  },
  {
    detailType: 'EC2 Instance State-change Notification',
    path: 'state',
    values: ['pending', 'running', 'shutting-down', 'stopped', 'stopping', 'terminated'],
    page: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/monitoring-instance-state-changes.html',
  },
];
