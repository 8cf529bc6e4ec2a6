import { Cloudtrail, type CloudtrailAdvancedEventSelector } from '@cdktf/provider-aws/lib/cloudtrail';
import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { DataAwsIamPolicyDocument } from '@cdktf/provider-aws/lib/data-aws-iam-policy-document';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { EstateStack, NAME_LIMITS, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import type { AuditStore } from './audit-store.ts';

export interface TrailProps {
  readonly store: AuditStore;
  /**
   * ARNs of buckets whose objects' reads and writes are recorded too, about USD 0.10 per 100,000.
   * @default - none: what is done to buckets is recorded, what is done to objects is not
   */
  readonly objectEventsOf?: readonly string[];
}

const SERVICE = 'cloudtrail.amazonaws.com';

/** How long events can be searched and metrics counted in CloudWatch, in days; the files stay for the store's retention. */
const LOG_RETENTION_DAYS = 365;

/**
 * Who did what in the account, in every region: files with hashes that show tampering, and a log group for alarms
 * (GOV-CLOUDTRAIL).
 *
 * The first copy of management events is free; Insights and the log group cost by the event and the gigabyte. Renaming
 * replaces the trail, which Terraform refuses, because nobody would watch meanwhile.
 */
export class Trail extends Construct {
  /** Log group that every event passes through, a few minutes after it happened. */
  readonly logGroupName: string;

  constructor(scope: Construct, id: string, props: TrailProps) {
    super(scope, id);
    const name = physicalName(this, { ...NAME_LIMITS.trail, name: 'trail' });
    this.allowDelivery(props.store, name);
    const logGroup = this.createLogGroup(props.store);
    const role = this.createRole();
    const rolePolicy = this.allowLogging(role, logGroup);
    new Cloudtrail(this, 'Default', {
      name,
      s3BucketName: props.store.bucket.bucketName,
      kmsKeyId: props.store.key.keyArn,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      // The provider's `arn` lacks the suffix that CloudTrail demands (P69).
      cloudWatchLogsGroupArn: `${logGroup.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelector: selectors(props.objectEventsOf ?? []),
      insightSelector: [{ insightType: 'ApiCallRateInsight' }, { insightType: 'ApiErrorRateInsight' }],
      lifecycle: { preventDestroy: true },
      // CloudTrail tests its access when the trail is made (P35, P31).
      dependsOn: [props.store.bucket.policy, rolePolicy],
    });
    this.logGroupName = logGroup.name;
  }

  private allowDelivery(store: AuditStore, name: string): void {
    const { account, region } = EstateStack.ofConstruct(this).environment;
    store.allowDelivery({
      id: 'Trail',
      service: SERVICE,
      checks: ['s3:GetBucketAcl'],
      // The whole account's folder, as in AWS's own policy: beside `CloudTrail/` the trail writes `CloudTrail-Digest/` and
      // `CloudTrail-Insight/`. https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
      folder: '',
      handsOver: true,
      keyActions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:GenerateDataKey*'],
      conditions: [
        {
          test: 'StringEquals',
          variable: 'aws:SourceArn',
          values: [`arn:aws:cloudtrail:${region}:${account.id}:trail/${name}`],
        },
      ],
    });
  }

  private createLogGroup(store: AuditStore): CloudwatchLogGroup {
    const { account, region } = EstateStack.ofConstruct(this).environment;
    const name = physicalName(this, { ...NAME_LIMITS.logGroup, name: 'trail' });
    store.key.allowService({
      service: `logs.${region}.amazonaws.com`,
      conditions: [
        {
          test: 'ArnEquals',
          variable: 'kms:EncryptionContext:aws:logs:arn',
          values: [`arn:aws:logs:${region}:${account.id}:log-group:${name}`],
        },
      ],
    });
    return new CloudwatchLogGroup(this, 'LogGroup', {
      name,
      kmsKeyId: store.key.keyArn,
      retentionInDays: LOG_RETENTION_DAYS,
      lifecycle: { preventDestroy: true },
    });
  }

  private createRole(): IamRole {
    const trust = new DataAwsIamPolicyDocument(this, 'Trust', {
      statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: 'Service', identifiers: [SERVICE] }] }],
    });
    return new IamRole(this, 'Role', {
      name: physicalName(this, { ...NAME_LIMITS.iamRole, name: 'trail' }),
      description: 'CloudTrail writes events to its log group',
      assumeRolePolicy: trust.json,
      lifecycle: { preventDestroy: true },
    });
  }

  private allowLogging(role: IamRole, logGroup: CloudwatchLogGroup): IamRolePolicy {
    const document = new DataAwsIamPolicyDocument(this, 'Statements', {
      statement: [
        {
          sid: 'WriteEvents',
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [`${logGroup.arn}:log-stream:*`],
        },
      ],
    });
    return new IamRolePolicy(this, 'RolePolicy', { role: role.name, name: 'write-events', policy: document.json });
  }
}

/** Everything that is done to the account, and to the objects of some buckets. */
function selectors(bucketArns: readonly string[]): CloudtrailAdvancedEventSelector[] {
  const management = {
    name: 'Management events',
    fieldSelector: [{ field: 'eventCategory', equalTo: ['Management'] }],
  };
  if (bucketArns.length === 0) return [management];
  const objects = {
    name: 'Objects of named buckets',
    fieldSelector: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: ['AWS::S3::Object'] },
      { field: 'resources.ARN', startsWith: bucketArns.map((arn) => `${arn}/`) },
    ],
  };
  return [management, objects];
}
