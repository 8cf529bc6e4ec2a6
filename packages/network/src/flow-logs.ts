import { FlowLog } from '@cdktf/provider-aws/lib/flow-log';
import { type Days, EncryptionKey, EstateStack, PrivateBucket, physicalName, waive } from '@smile/core';
import { Construct } from 'constructs';
import type { Vpc } from './vpc.ts';

export interface FlowLogsProps {
  readonly vpc: Vpc;
  /** Age at which log files are deleted. @default '30 days' */
  readonly retention?: Days;
}

/**
 * Fields of a record: the default ones, and those that name the host, the path and the real addresses behind a NAT
 * gateway or a load balancer. Changing them replaces the flow log, not the files.
 * Source: VPC guide, "Flow log records", versions 2 to 5.
 */
const FIELDS = [
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status',
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr az-id flow-direction traffic-path',
].flatMap((version) => version.split(' '));

/** AWS gathers packets for one minute instead of ten, so that an incident shows while it lasts. */
const AGGREGATION_SECONDS = 60;

const DELIVERY = 'delivery.logs.amazonaws.com';

/**
 * Who talked to whom in the VPC: Parquet files in a private bucket, one folder per hour, deleted after 30 days (NET-4).
 *
 * Query them with Athena. AWS charges for delivery by the gigabyte. Changing fields, format or bucket replaces the log.
 */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, props: FlowLogsProps) {
    super(scope, id);
    const key = this.createKey();
    const bucket = this.createBucket(key, props.retention ?? '30 days');
    this.createFlowLog(props.vpc, bucket);
  }

  private createKey(): EncryptionKey {
    const key = new EncryptionKey(this, 'Key', { description: 'VPC flow logs', alias: 'flow-logs' });
    key.allowService({ service: DELIVERY, conditions: this.onlyOurDeliveries() });
    return key;
  }

  private createBucket(key: EncryptionKey, retention: Days): PrivateBucket {
    const { environment } = EstateStack.ofConstruct(this);
    const bucket = new PrivateBucket(this, 'Bucket', {
      name: 'flow-logs',
      encryption: key,
      // Nobody overwrites a log file; old versions would only outlive the retention.
      versioned: false,
      expireAfter: retention,
    });
    waive(bucket, {
      rule: 'CKV_AWS_18',
      reason:
        'the bucket for access logs is in the storage stack, which comes after the network; flow logs hold no contents',
      owner: 'platform',
      expires: '2027-11-30',
    });
    // With Hive-compatible prefixes the account's folder is `aws-account-id=…`, without them the bare number. Where the
    // policy lacks the folder, AWS replaces the whole policy by its own if whoever creates the flow log may do that.
    // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
    bucket.addToPolicy({
      sid: 'DeliverFlowLogs',
      actions: ['s3:PutObject'],
      resources: [`${bucket.bucketArn}/AWSLogs/aws-account-id=${environment.account.id}/*`],
      principals: [{ type: 'Service', identifiers: [DELIVERY] }],
      // No condition on `s3:x-amz-acl`, which AWS's example has: the bucket has no ACLs, and cloudposse's
      // vpc-flow-logs-s3-bucket#101 reports that the condition then denies without a word. Account and source suffice.
      condition: this.onlyOurDeliveries(),
    });
    bucket.addToPolicy({
      sid: 'CheckBeforeDelivery',
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucket.bucketArn],
      principals: [{ type: 'Service', identifiers: [DELIVERY] }],
      condition: this.onlyOurDeliveries(),
    });
    return bucket;
  }

  private createFlowLog(vpc: Vpc, bucket: PrivateBucket): void {
    new FlowLog(this, 'Default', {
      vpcId: vpc.vpcId,
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: bucket.bucketArn,
      // `$${…}` reaches AWS as `${…}`; Terraform would take a single dollar for a reference of its own.
      logFormat: FIELDS.map((field) => `$\${${field}}`).join(' '),
      maxAggregationInterval: AGGREGATION_SECONDS,
      destinationOptions: { fileFormat: 'parquet', hiveCompatiblePartitions: true, perHourPartition: true },
      tags: { Name: physicalName(this, { max: 255, name: 'flow-logs' }) },
      // The service tests its access when the log is created.
      dependsOn: [bucket.policy],
    });
  }

  /** Log delivery works for every AWS account; these conditions keep it to ours. */
  private onlyOurDeliveries() {
    const { environment } = EstateStack.ofConstruct(this);
    const { region, account } = environment;
    return [
      { test: 'StringEquals', variable: 'aws:SourceAccount', values: [account.id] },
      { test: 'ArnLike', variable: 'aws:SourceArn', values: [`arn:aws:logs:${region}:${account.id}:*`] },
    ];
  }
}
