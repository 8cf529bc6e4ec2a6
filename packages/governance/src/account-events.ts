import { type AlarmTopic, EventAlarm } from '@smile/core';
import { Construct } from 'constructs';

export interface AccountEventsProps {
  readonly topic: AlarmTopic;
}

/**
 * Products whose findings are mailed from Security Hub. It repeats each at every check while its workflow is NEW, and on the
 * first day it has hundreds of high severity: those are read in the console, once a week. GuardDuty's and Inspector's come
 * from the services themselves, once each; of Inspector's, which finds each vulnerability in each image, only those that can
 * be exploited and corrected.
 */
const TOLD_BY_SECURITY_HUB = ['Security Hub', 'IAM Access Analyzer'];

/** Lowest severity of GuardDuty's that is "high". */
const GUARDDUTY_HIGH = 7;

/**
 * Events of the account that people hear about at once: findings, break-glass, AWS's own troubles, backups that failed.
 *
 * EventBridge hears its own region. What happens elsewhere comes through the audit trail's alarms, some minutes later.
 */
export class AccountEvents extends Construct {
  constructor(scope: Construct, id: string, props: AccountEventsProps) {
    super(scope, id);
    this.tellFindings(props.topic);
    this.tellBreakGlass(props.topic);
    this.tellHealth(props.topic);
    this.tellBackups(props.topic);
    this.tellDatabases(props.topic);
  }

  private tellFindings(topic: AlarmTopic): void {
    new EventAlarm(this, 'SecurityHubFindings', {
      topic,
      description: 'New findings of critical severity',
      pattern: {
        source: ['aws.securityhub'],
        'detail-type': ['Security Hub Findings - Imported'],
        detail: {
          findings: {
            Severity: { Label: ['CRITICAL'] },
            Workflow: { Status: ['NEW'] },
            RecordState: ['ACTIVE'],
            ProductName: TOLD_BY_SECURITY_HUB,
          },
        },
      },
      message: [
        'Security Hub: <severity> finding in account <account>: <title>',
        'Resource: <resource>',
        'Correct it, or set its workflow to NOTIFIED or SUPPRESSED with a note; a NEW finding is told again at each check.',
      ],
      paths: {
        severity: '$.detail.findings[0].Severity.Label',
        account: '$.account',
        title: '$.detail.findings[0].Title',
        resource: '$.detail.findings[0].Resources[0].Id',
      },
    });
    new EventAlarm(this, 'InspectorFindings', {
      topic,
      description: 'Critical vulnerabilities that are exploited and have a correction',
      pattern: {
        source: ['aws.inspector2'],
        'detail-type': ['Inspector2 Finding'],
        detail: {
          severity: ['CRITICAL'],
          status: ['ACTIVE'],
          exploitAvailable: ['YES'],
          fixAvailable: ['YES'],
        },
      },
      message: [
        'Inspector: <severity> in account <account>: <title>',
        'Resource: <resource>. An exploit is known and a corrected version exists: rebuild or patch it.',
      ],
      paths: {
        severity: '$.detail.severity',
        account: '$.account',
        title: '$.detail.title',
        resource: '$.detail.resources[0].id',
      },
    });
    new EventAlarm(this, 'GuardDutyFindings', {
      topic,
      description: `GuardDuty findings of severity ${GUARDDUTY_HIGH} and more`,
      pattern: {
        source: ['aws.guardduty'],
        'detail-type': ['GuardDuty Finding'],
        detail: { severity: [{ numeric: ['>=', GUARDDUTY_HIGH] }] },
      },
      message: [
        'GuardDuty: severity <severity> in account <account>: <title>',
        '<description>',
        'Finding <finding> of type <type>. Treat it as an intrusion until it is explained.',
      ],
      paths: {
        severity: '$.detail.severity',
        account: '$.account',
        title: '$.detail.title',
        description: '$.detail.description',
        finding: '$.detail.id',
        type: '$.detail.type',
      },
    });
  }

  private tellBreakGlass(topic: AlarmTopic): void {
    new EventAlarm(this, 'BreakGlass', {
      topic,
      description: 'Somebody took on the role for emergencies',
      pattern: {
        source: ['aws.sts'],
        'detail-type': ['AWS API Call via CloudTrail'],
        detail: { eventName: ['AssumeRole'], requestParameters: { roleArn: [{ suffix: '-break-glass' }] } },
      },
      includeReads: true,
      message: [
        'Break-glass: <who> took on <role> from <address> at <time>.',
        'Every use is investigated: ask on-call what is burning.',
      ],
      paths: {
        who: '$.detail.userIdentity.arn',
        role: '$.detail.requestParameters.roleArn',
        address: '$.detail.sourceIPAddress',
        time: '$.detail.eventTime',
      },
    });
  }

  private tellHealth(topic: AlarmTopic): void {
    new EventAlarm(this, 'Health', {
      topic,
      description: "AWS's own troubles and announced maintenance that touch the account",
      pattern: {
        source: ['aws.health'],
        'detail-type': ['AWS Health Event'],
        // The fourth category, account notifications, is mostly news.
        detail: { eventTypeCategory: ['issue', 'investigation', 'scheduledChange'] },
      },
      message: [
        'AWS Health: <category> of <service> in account <account>: <code>, from <start>.',
        'Details: the Health dashboard of the account.',
      ],
      paths: {
        category: '$.detail.eventTypeCategory',
        service: '$.detail.service',
        account: '$.account',
        code: '$.detail.eventTypeCode',
        start: '$.detail.startTime',
      },
    });
  }

  private tellBackups(topic: AlarmTopic): void {
    new EventAlarm(this, 'FailedBackups', {
      topic,
      description: 'Backups that did not come about',
      pattern: {
        source: ['aws.backup'],
        'detail-type': ['Backup Job State Change'],
        detail: { state: ['FAILED', 'ABORTED', 'EXPIRED'] },
      },
      message: [
        'Backup <state>: <resource> (<type>) in account <account>: <reason>',
        'Until the next one succeeds, a day of data is at risk.',
      ],
      paths: {
        state: '$.detail.state',
        resource: '$.detail.resourceArn',
        type: '$.detail.resourceType',
        account: '$.account',
        reason: '$.detail.statusMessage',
      },
    });
    new EventAlarm(this, 'FailedRestores', {
      topic,
      description: 'Restores, tests of restores among them, that did not come about',
      pattern: {
        source: ['aws.backup'],
        'detail-type': ['Restore Job State Change'],
        detail: { status: ['FAILED', 'ABORTED'] },
      },
      message: [
        'Restore <status>: <type> in account <account>: <reason>',
        'A backup that cannot be restored is none: try it by hand.',
      ],
      paths: {
        status: '$.detail.status',
        type: '$.detail.resourceType',
        account: '$.account',
        reason: '$.detail.statusMessage',
      },
    });
  }

  /**
   * RDS says that its own subscriptions do not reach encrypted topics, and ours is encrypted; EventBridge hears the same
   * events. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateEventSubscription.html
   */
  private tellDatabases(topic: AlarmTopic): void {
    new EventAlarm(this, 'DatabaseEvents', {
      topic,
      description: 'Database instances that fail, fail over or run full',
      pattern: {
        source: ['aws.rds'],
        'detail-type': ['RDS DB Instance Event'],
        detail: { EventCategories: ['availability', 'failover', 'failure', 'low storage', 'recovery'] },
      },
      message: ['RDS: <database> in account <account>: <what>', 'Event <event>; the RDS guide lists what each means.'],
      paths: {
        database: '$.detail.SourceIdentifier',
        account: '$.account',
        what: '$.detail.Message',
        event: '$.detail.EventID',
      },
    });
  }
}
