/** An event that somebody has to hear of, and the values of `detail` that must be among those asked for. */
export interface WantedEvent {
  readonly kind: string;
  readonly source: string;
  readonly detailType: string;
  /** By path below `detail`; a number is the most that `>=` may ask for. */
  readonly detail?: Readonly<Record<string, readonly string[] | number>>;
  readonly page: string;
}

/** What AWS sends of failures that nobody sees otherwise, by the kind of stack that listens. */
export const WANTED_EVENTS: readonly WantedEvent[] = [
  {
    kind: 'account',
    source: 'aws.sts',
    detailType: 'AWS API Call via CloudTrail',
    detail: { eventName: ['AssumeRole'] },
    page: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-event-cloudtrail.html',
  },
  {
    kind: 'account',
    source: 'aws.rds',
    detailType: 'RDS DB Instance Event',
    detail: { EventCategories: ['availability', 'failover', 'failure', 'low storage', 'recovery'] },
    page: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html',
  },
  {
    kind: 'account',
    source: 'aws.backup',
    detailType: 'Backup Job State Change',
    detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'] },
    page: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html',
  },
  {
    kind: 'account',
    source: 'aws.backup',
    detailType: 'Restore Job State Change',
    detail: { status: ['FAILED', 'ABORTED'] },
    page: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html',
  },
  {
    kind: 'account',
    source: 'aws.guardduty',
    detailType: 'GuardDuty Finding',
    detail: { severity: 7 },
    page: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings_cloudwatch.html',
  },
  {
    kind: 'account',
    source: 'aws.health',
    detailType: 'AWS Health Event',
    detail: { eventTypeCategory: ['issue', 'investigation', 'scheduledChange'] },
    page: 'https://docs.aws.amazon.com/health/latest/ug/cloudwatch-events-health.html',
  },
  {
    kind: 'account',
    source: 'aws.inspector2',
    detailType: 'Inspector2 Finding',
    detail: { severity: ['CRITICAL'], status: ['ACTIVE'] },
    page: 'https://docs.aws.amazon.com/inspector/latest/user/eventbridge-integration.html',
  },
  {
    kind: 'account',
    source: 'aws.securityhub',
    detailType: 'Security Hub Findings - Imported',
    detail: { 'findings.Severity.Label': ['CRITICAL'], 'findings.RecordState': ['ACTIVE'] },
    page: 'https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-cwe-event-formats.html',
  },
];
