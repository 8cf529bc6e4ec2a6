import { type DeliveryContract, onTarget } from './contract.ts';

const PUBLISH = [onTarget('sns:Publish')];
const RULE = 'arn:aws:events:{region}:{account}:rule/{name}';

/** SNS names the topic in every call to KMS. Source: https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
const TOPIC_KEY = {
  actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  context: { 'kms:EncryptionContext:aws:sns:topicArn': '{target}', 'aws:SourceAccount': '?', 'aws:SourceArn': '?' },
} as const;

/** What services ask of a topic or a queue that they write to. */
export const MESSAGE_CONTRACTS: readonly DeliveryContract[] = [
  {
    id: 'alarm-to-topic',
    who: 'CloudWatch',
    to: 'topic',
    principals: ['cloudwatch.amazonaws.com'],
    asks: PUBLISH,
    context: {
      'aws:SourceAccount': '{account}',
      'aws:SourceOwner': '{account}',
      'aws:SourceArn': 'arn:aws:cloudwatch:{region}:{account}:alarm:{name}',
    },
    key: TOPIC_KEY,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html',
  },
  {
    id: 'event-to-topic',
    who: 'EventBridge',
    to: 'topic',
    principals: ['events.amazonaws.com'],
    asks: PUBLISH,
    // The keys that the guide lists; none of them reaches KMS: "not supported for EventBridge-to-encrypted topics".
    context: { 'aws:SourceArn': RULE, 'aws:SourceAccount': '{account}' },
    key: {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      context: { 'kms:EncryptionContext:aws:sns:topicArn': '{target}' },
    },
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-conditions.html',
  },
  {
    id: 'event-to-queue',
    who: 'EventBridge',
    to: 'queue',
    principals: ['events.amazonaws.com'],
    asks: [onTarget('sqs:SendMessage')],
    context: { 'aws:SourceArn': RULE, 'aws:SourceAccount': '{account}' },
    key: {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      context: { 'aws:SourceArn': '?', 'aws:SourceAccount': '?', 'kms:EncryptionContext:aws:sqs:arn': '{target}' },
    },
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html',
  },
  {
    id: 'event-to-log-group',
    who: 'EventBridge',
    to: 'log group',
    principals: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'],
    asks: [
      { action: 'logs:CreateLogStream', resource: '{target}:log-stream:{stream}' },
      { action: 'logs:PutLogEvents', resource: '{target}:log-stream:{stream}' },
    ],
    context: { 'aws:SourceArn': RULE, 'aws:SourceAccount': '{account}' },
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html',
  },
  {
    id: 'elasticache-to-topic',
    who: 'ElastiCache',
    to: 'topic',
    principals: ['elasticache.amazonaws.com'],
    asks: PUBLISH,
    context: { 'aws:SourceOwner': '{account}' },
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ElastiCacheSNS.html',
  },
  {
    id: 'rds-to-topic',
    who: 'RDS event notification',
    to: 'topic',
    principals: ['events.rds.amazonaws.com'],
    asks: PUBLISH,
    context: { 'aws:SourceAccount': '{account}', 'aws:SourceArn': 'arn:aws:rds:{region}:{account}:{resource}' },
    key: TOPIC_KEY,
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.GrantingPermissions.html',
  },
  {
    id: 'backup-to-topic',
    who: 'AWS Backup',
    to: 'topic',
    principals: ['backup.amazonaws.com'],
    asks: PUBLISH,
    context: { 'aws:SourceAccount': '?', 'aws:SourceArn': '?' },
    key: TOPIC_KEY,
    source: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/backup-notifications.html',
  },
  {
    id: 'budget-to-topic',
    who: 'AWS Budgets',
    to: 'topic',
    principals: ['budgets.amazonaws.com'],
    asks: PUBLISH,
    context: { 'aws:SourceAccount': '{account}', 'aws:SourceArn': 'arn:aws:budgets::{account}:{budget}' },
    key: TOPIC_KEY,
    source: 'https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html',
  },
  {
    id: 'bucket-to-topic',
    who: 'S3 event notification',
    to: 'topic',
    principals: ['s3.amazonaws.com'],
    asks: PUBLISH,
    context: {
      'aws:SourceAccount': '{account}',
      'aws:SourceOwner': '{account}',
      'aws:SourceArn': 'arn:aws:s3:::{name}',
    },
    key: TOPIC_KEY,
    refusal: 'InvalidArgument: Unable to validate the following destination configurations',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
  },
  {
    id: 'bucket-to-queue',
    who: 'S3 event notification',
    to: 'queue',
    principals: ['s3.amazonaws.com'],
    asks: [onTarget('sqs:SendMessage')],
    context: { 'aws:SourceAccount': '{account}', 'aws:SourceArn': 'arn:aws:s3:::{name}' },
    key: {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      context: { 'aws:SourceAccount': '?', 'aws:SourceArn': '?' },
    },
    refusal: 'InvalidArgument: Unable to validate the following destination configurations',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html',
  },
  {
    id: 'topic-to-queue',
    who: 'SNS',
    to: 'queue',
    principals: ['sns.amazonaws.com'],
    asks: [onTarget('sqs:SendMessage')],
    context: { 'aws:SourceArn': '{topic}', 'aws:SourceAccount': '{account}' },
    key: {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      context: { 'aws:SourceArn': '{topic}', 'aws:SourceAccount': '{account}' },
    },
    source: 'https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html',
  },
  {
    id: 'log-group-key',
    who: 'CloudWatch Logs',
    to: 'key',
    principals: ['logs.{region}.amazonaws.com'],
    asks: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:GenerateDataKey'].map(onTarget),
    context: {
      'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:{region}:{account}:log-group:{name}',
      'aws:SourceAccount': '?',
      'aws:SourceArn': '?',
    },
    refusal:
      'InvalidParameterException: The specified KMS Key Id could not be found or the caller does not have permissions: {target}',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html',
  },
];
