/** What is asked for by a role that writes: `{target}`, `{account}`, `{region}`, `{prefix}` are filled in, other names are left open. */
export interface RoleAsk {
  readonly action: string;
  readonly resource: string;
  /** Whose policy has a say besides the role's own. */
  readonly of: 'bucket' | 'log group' | 'key' | 'topic' | 'queue' | 'nothing';
}

/** A producer that writes as a role: who takes the role on, and what it needs of it. */
export interface RoleContract {
  readonly id: string;
  /** In AWS's own words. */
  readonly who: string;
  /** Service that the role must trust. */
  readonly trusts: string;
  /** What the service says that it takes the role on for. */
  readonly sourceArn: string;
  readonly asks: readonly RoleAsk[];
  readonly source: string;
}

const ask = (of: RoleAsk['of'], action: string, resource = '{target}'): RoleAsk => ({ action, resource, of });

const INSTANCE_PROFILE =
  'https://docs.aws.amazon.com/systems-manager/latest/userguide/getting-started-create-iam-instance-profile.html';

/** Roles by which services and hosts write. */
export const ROLE_CONTRACTS = {
  cloudtrail: {
    id: 'cloudtrail-log-group',
    who: 'CloudTrail, for CloudWatch Logs,',
    trusts: 'cloudtrail.amazonaws.com',
    sourceArn: 'arn:aws:cloudtrail:{region}:{account}:trail/{name}',
    asks: ['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) =>
      ask('log group', action, '{target}:log-stream:{account}_CloudTrail_{region}'),
    ),
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-required-policy-for-cloudwatch-logs.html',
  },
  flowLog: {
    id: 'flow-log-group',
    who: 'VPC Flow Logs',
    trusts: 'vpc-flow-logs.amazonaws.com',
    sourceArn: 'arn:aws:ec2:{region}:{account}:vpc-flow-log/{flowLog}',
    asks: [
      ask('log group', 'logs:CreateLogStream', '{target}:log-stream:{stream}'),
      ask('log group', 'logs:PutLogEvents', '{target}:log-stream:{stream}'),
      ask('nothing', 'logs:DescribeLogGroups', 'arn:aws:logs:{region}:{account}:log-group:{any}'),
      ask('log group', 'logs:DescribeLogStreams', '{target}:log-stream:'),
    ],
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html',
  },
  eventToTopic: event('sns:Publish', 'topic'),
  eventToQueue: event('sqs:SendMessage', 'queue'),
  eventToBus: event('events:PutEvents', 'nothing'),
  eventToStream: event('firehose:PutRecordBatch', 'nothing'),
  eventToWorkflow: event('states:StartExecution', 'nothing'),
  sessionBucket: {
    id: 'session-bucket',
    who: 'Session Manager, for transcripts in S3,',
    trusts: 'ec2.amazonaws.com',
    sourceArn: '{instance}',
    asks: [
      ask('bucket', 's3:PutObject', '{target}/{prefix}operator-0123456789abcdef0.log'),
      ask('bucket', 's3:GetEncryptionConfiguration'),
    ],
    source: INSTANCE_PROFILE,
  },
  sessionLogGroup: {
    id: 'session-log-group',
    who: 'Session Manager, for transcripts in CloudWatch Logs,',
    trusts: 'ec2.amazonaws.com',
    sourceArn: '{instance}',
    asks: [
      ask('log group', 'logs:CreateLogStream', '{target}:log-stream:{session}'),
      ask('log group', 'logs:PutLogEvents', '{target}:log-stream:{session}'),
      ask('nothing', 'logs:DescribeLogGroups', 'arn:aws:logs:{region}:{account}:log-group:{any}'),
      ask('log group', 'logs:DescribeLogStreams', '{target}:log-stream:'),
    ],
    source: INSTANCE_PROFILE,
  },
  sessionKey: {
    id: 'session-key',
    who: 'Session Manager, for the encryption of sessions,',
    trusts: 'ec2.amazonaws.com',
    sourceArn: '{instance}',
    asks: [ask('key', 'kms:Decrypt')],
    source: INSTANCE_PROFILE,
  },
  /** S3 asks for a data key in the name of who writes. */
  sessionBucketKey: {
    id: 'session-bucket-key',
    who: 'Session Manager, for the key of the bucket,',
    trusts: 'ec2.amazonaws.com',
    sourceArn: '{instance}',
    asks: [ask('key', 'kms:GenerateDataKey')],
    source: INSTANCE_PROFILE,
  },
} as const satisfies Readonly<Record<string, RoleContract>>;

function event(action: string, of: RoleAsk['of']): RoleContract {
  return {
    id: `event-role ${action}`,
    who: 'EventBridge',
    trusts: 'events.amazonaws.com',
    sourceArn: 'arn:aws:events:{region}:{account}:rule/{name}',
    asks: [ask(of, action)],
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html',
  };
}

/**
 * What policies that AWS manages allow, of the services that roles write to; of others nothing is known here.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
export const MANAGED_POLICIES: Readonly<Record<string, readonly string[]>> = {
  AmazonSSMManagedInstanceCore: ['ssm:*', 'ssmmessages:*', 'ec2messages:*'],
  CloudWatchAgentServerPolicy: [
    'cloudwatch:PutMetricData',
    'logs:PutLogEvents',
    'logs:PutRetentionPolicy',
    'logs:DescribeLogStreams',
    'logs:DescribeLogGroups',
    'logs:CreateLogStream',
    'logs:CreateLogGroup',
  ],
};
