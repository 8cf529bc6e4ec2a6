import { type DeliveryContract, onTarget, put } from './contract.ts';

const DELIVERY_LOGS = 'delivery.logs.amazonaws.com';

/**
 * Log delivery sends both keys. The ACL is left open: AWS's examples ask for it, and it is reported to be missing where a bucket
 * has no ACLs (cloudposse/terraform-aws-vpc-flow-logs-s3-bucket#101).
 */
const VENDED = {
  'aws:SourceAccount': '{account}',
  'aws:SourceArn': 'arn:aws:logs:{region}:{account}:{delivery}',
  's3:x-amz-acl': '?',
} as const;

const VENDED_KEY = {
  actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey'],
  context: { 'aws:SourceAccount': '{account}', 'aws:SourceArn': 'arn:aws:logs:{region}:{account}:{delivery}' },
} as const;

const FLOW_LOGS = {
  who: 'VPC Flow Logs',
  to: 'bucket',
  principals: [DELIVERY_LOGS],
  context: VENDED,
  key: VENDED_KEY,
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html',
} as const;

const CLOUDTRAIL = {
  to: 'bucket',
  principals: ['cloudtrail.amazonaws.com'],
  context: {
    'aws:SourceArn': 'arn:aws:cloudtrail:{region}:{account}:trail/{name}',
    'aws:SourceAccount': '{account}',
    's3:x-amz-acl': 'bucket-owner-full-control',
  },
  key: {
    actions: ['kms:GenerateDataKey', 'kms:DescribeKey'],
    context: {
      'aws:SourceArn': 'arn:aws:cloudtrail:{region}:{account}:trail/{name}',
      'aws:SourceAccount': '{account}',
      'kms:EncryptionContext:aws:cloudtrail:arn': 'arn:aws:cloudtrail:{region}:{account}:trail/{name}',
    },
  },
  refusal: 'InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: {bucket}',
  keyRefusal:
    'InsufficientEncryptionPolicyException: Insufficient permissions to access S3 bucket {bucket} or its KMS key',
  source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html',
} as const;

const LOAD_BALANCER = {
  to: 'bucket',
  principals: ['logdelivery.elasticloadbalancing.amazonaws.com', '{elbAccount}'],
  // The guide shows no condition on these principals; what they send is not documented.
  context: { 'aws:SourceAccount': '?', 'aws:SourceArn': '?', 's3:x-amz-acl': '?' },
  refusal: 'InvalidConfigurationRequest: Access Denied for bucket: {bucket}. Please check S3bucket permission',
} as const;

/** What services ask of a bucket that they write to. */
export const BUCKET_CONTRACTS: readonly DeliveryContract[] = [
  {
    ...FLOW_LOGS,
    id: 'flow-logs',
    asks: [put('{prefix}AWSLogs/{account}/vpcflowlogs/{region}/{rest}'), onTarget('s3:GetBucketAcl')],
  },
  {
    ...FLOW_LOGS,
    id: 'flow-logs-hive',
    asks: [
      put('{prefix}AWSLogs/aws-account-id={account}/aws-service=vpcflowlogs/aws-region={region}/{rest}'),
      onTarget('s3:GetBucketAcl'),
    ],
  },
  {
    ...CLOUDTRAIL,
    id: 'cloudtrail',
    who: 'CloudTrail',
    asks: [put('{prefix}AWSLogs/{account}/CloudTrail/{rest}'), onTarget('s3:GetBucketAcl')],
  },
  {
    ...CLOUDTRAIL,
    id: 'cloudtrail-digest',
    who: 'CloudTrail, for digests,',
    asks: [put('{prefix}AWSLogs/{account}/CloudTrail-Digest/{rest}')],
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html',
  },
  {
    ...CLOUDTRAIL,
    id: 'cloudtrail-insight',
    who: 'CloudTrail, for Insights events,',
    asks: [put('{prefix}AWSLogs/{account}/CloudTrail-Insight/{rest}')],
    source: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-insights-events-with-cloudtrail.html',
  },
  {
    ...CLOUDTRAIL,
    id: 'cloudtrail-organization',
    who: 'CloudTrail, for the organization,',
    asks: [put('{prefix}AWSLogs/o-{organization}/{member}/CloudTrail/{rest}')],
  },
  {
    id: 'config',
    who: 'AWS Config',
    to: 'bucket',
    principals: ['config.amazonaws.com'],
    asks: [put('{prefix}AWSLogs/{account}/Config/{rest}'), onTarget('s3:GetBucketAcl'), onTarget('s3:ListBucket')],
    context: {
      'aws:SourceAccount': '{account}',
      'aws:SourceArn': 'arn:aws:config:{region}:{account}:{recorder}',
      's3:x-amz-acl': 'bucket-owner-full-control',
    },
    key: {
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      context: { 'aws:SourceAccount': '{account}', 'aws:SourceArn': 'arn:aws:config:{region}:{account}:{recorder}' },
    },
    refusal:
      'InsufficientDeliveryPolicyException: Insufficient delivery policy to s3 bucket: {bucket}, unable to write to bucket, provided s3 key prefix is {prefix}',
    source: 'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html',
  },
  {
    ...LOAD_BALANCER,
    id: 'alb-access-logs',
    who: 'Application Load Balancer, for access logs,',
    asks: [
      put('{prefix}AWSLogs/{account}/ELBAccessLogTestFile'),
      put('{prefix}AWSLogs/{account}/elasticloadbalancing/{region}/{rest}'),
    ],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
  },
  {
    ...LOAD_BALANCER,
    id: 'alb-connection-logs',
    who: 'Application Load Balancer, for connection logs,',
    asks: [
      put('{prefix}AWSLogs/{account}/ELBConnectionLogTestFile'),
      put('{prefix}AWSLogs/{account}/elasticloadbalancing/{region}/{rest}'),
    ],
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-connection-logging.html',
  },
  {
    id: 'nlb-access-logs',
    who: 'Network Load Balancer, for access logs,',
    to: 'bucket',
    principals: [DELIVERY_LOGS],
    asks: [put('{prefix}AWSLogs/{account}/elasticloadbalancing/{region}/{rest}'), onTarget('s3:GetBucketAcl')],
    context: VENDED,
    key: VENDED_KEY,
    refusal: 'InvalidConfigurationRequest: Access Denied for bucket: {bucket}. Please check S3bucket permission',
    source: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html',
  },
  {
    id: 'guardduty',
    who: 'GuardDuty',
    to: 'bucket',
    principals: ['guardduty.amazonaws.com'],
    asks: [put('{prefix}AWSLogs/{account}/GuardDuty/{region}/{rest}'), onTarget('s3:GetBucketLocation')],
    context: {
      'aws:SourceAccount': '{account}',
      'aws:SourceArn': 'arn:aws:guardduty:{region}:{account}:detector/{detector}',
    },
    key: {
      actions: ['kms:GenerateDataKey'],
      context: {
        'aws:SourceAccount': '{account}',
        'aws:SourceArn': 'arn:aws:guardduty:{region}:{account}:detector/{detector}',
      },
    },
    refusal:
      'BadRequestException: The request failed because the GuardDuty service principal does not have permission to the KMS key or the resource specified by the destinationArn parameter',
    source: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html',
  },
  {
    id: 's3-access-logs',
    who: 'S3 server access logging',
    to: 'bucket',
    principals: ['logging.s3.amazonaws.com'],
    asks: [put('{prefix}{rest}')],
    context: { 'aws:SourceAccount': '{account}', 'aws:SourceArn': 'arn:aws:s3:::{bucketOf}' },
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
  },
  {
    id: 'waf-logs',
    who: 'AWS WAF logging',
    to: 'bucket',
    principals: [DELIVERY_LOGS],
    asks: [put('{prefix}AWSLogs/{account}/WAFLogs/{region}/{rest}'), onTarget('s3:GetBucketAcl')],
    context: VENDED,
    key: VENDED_KEY,
    refusal: 'WAFLogDestinationPermissionIssueException: Unable to deliver logs to the configured destination {bucket}',
    source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html',
  },
  {
    id: 'resolver-query-logs',
    who: 'Route 53 Resolver query logging',
    to: 'bucket',
    principals: [DELIVERY_LOGS],
    asks: [put('{prefix}AWSLogs/{account}/vpcdnsquerylogs/{rest}'), onTarget('s3:GetBucketAcl')],
    context: VENDED,
    key: VENDED_KEY,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html',
  },
];
