import { type MetricService, NO_SUM } from './metric-service.ts';

const VAULT = [['BackupVaultName'], ['ResourceType'], ['BackupVaultName', 'ResourceType']];
const TOPIC = [['TopicName']];
const RULE = [['RuleName'], ['EventBusName', 'RuleName']];
const DAY = 86_400;

/** Metrics of what an account has once. */
export const ACCOUNT_METRICS: readonly MetricService[] = [
  {
    namespace: 'AWS/Backup',
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/cloudwatch.html',
    everySeconds: 300,
    rows: [
      {
        names:
          'NumberOfBackupJobsAborted NumberOfBackupJobsExpired NumberOfBackupJobsFailed NumberOfCopyJobsFailed NumberOfRestoreJobsFailed NumberOfRecoveryPointsPartial NumberOfRecoveryPointsExpired',
        dimensions: VAULT,
        unit: 'count',
        bad: 'high',
        sparse: true,
      },
      {
        names: 'NumberOfBackupJobsCompleted NumberOfBackupJobsCreated NumberOfRecoveryPointsCompleted',
        dimensions: VAULT,
        unit: 'count',
        bad: 'either',
        sparse: true,
      },
    ],
  },
  {
    namespace: 'AWS/Logs',
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html',
    rows: [
      {
        names: 'IncomingBytes IncomingLogEvents',
        dimensions: [['LogGroupName']],
        unit: 'count',
        bad: 'either',
        statistics: ['Sum'],
        sparse: true,
      },
    ],
  },
  {
    namespace: 'AWS/SNS',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html',
    everySeconds: 300,
    rows: [
      {
        names: 'NumberOfNotificationsFailed NumberOfNotificationsFilteredOut',
        dimensions: TOPIC,
        unit: 'count',
        bad: 'high',
        sparse: true,
      },
      {
        names: 'NumberOfMessagesPublished NumberOfNotificationsDelivered PublishSize',
        dimensions: TOPIC,
        unit: 'count',
        bad: 'either',
        sparse: true,
      },
    ],
  },
  {
    namespace: 'AWS/Events',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html',
    rows: [
      {
        names: 'FailedInvocations DeadLetterInvocations ThrottledRules InvocationsFailedToBeSentToDlq',
        dimensions: RULE,
        unit: 'count',
        bad: 'high',
        statistics: ['Sum'],
        sparse: true,
      },
      {
        names: 'Invocations MatchedEvents TriggeredRules',
        dimensions: RULE,
        unit: 'count',
        bad: 'either',
        statistics: ['Sum'],
        sparse: true,
      },
    ],
  },
  {
    namespace: 'AWS/S3',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html',
    rows: [
      {
        names: 'BucketSizeBytes',
        dimensions: [['BucketName', 'StorageType']],
        unit: 'bytes',
        bad: 'either',
        everySeconds: DAY,
        statistics: ['Average'],
      },
      {
        names: 'NumberOfObjects',
        dimensions: [['BucketName', 'StorageType']],
        unit: 'count',
        bad: 'either',
        everySeconds: DAY,
        statistics: ['Average'],
      },
      {
        names: '4xxErrors 5xxErrors',
        dimensions: [['BucketName', 'FilterId']],
        unit: 'count',
        bad: 'high',
        sparse: true,
      },
      {
        names: 'AllRequests GetRequests PutRequests',
        dimensions: [['BucketName', 'FilterId']],
        unit: 'count',
        bad: 'either',
        statistics: ['Sum'],
        sparse: true,
      },
      {
        names: 'FirstByteLatency TotalRequestLatency',
        dimensions: [['BucketName', 'FilterId']],
        unit: 'milliseconds',
        bad: 'high',
        statistics: NO_SUM,
        sparse: true,
      },
    ],
  },
];
