import { type Days, EncryptionKey, EstateStack, PrivateBucket, type ServiceUse } from '@smile/core';
import { Construct } from 'constructs';

export interface AuditStoreProps {
  /** Age at which files are deleted. */
  readonly retention: Days;
  /** The only principals that may erase an old version of a file; `*` matches any characters. */
  readonly breakGlassRoleArn: string;
}

/** How a service delivers files to the store. */
export interface AuditDelivery {
  /** Words for statement ids, as in `Trail`. */
  readonly id: string;
  /** As in `cloudtrail.amazonaws.com`. */
  readonly service: string;
  /** What the service asks of the bucket before it delivers, as in `s3:GetBucketAcl`. */
  readonly checks: readonly string[];
  /** Folder below `AWSLogs/<account>/`, as in `Config`, or an empty text for all of them. @default - anywhere in the bucket */
  readonly folder?: string;
  /** Whether the service hands its files over with an ACL, which S3 demands although ACLs are off. @default false */
  readonly handsOver?: boolean;
  /** What the service does with the key. */
  readonly keyActions: readonly string[];
  /** Conditions that tie the service to our own resources, against the confused deputy. */
  readonly conditions: ServiceUse['conditions'];
}

/**
 * Where an account's audit records are kept: one bucket and one key for CloudTrail, Config and GuardDuty, which write to
 * folders of their own.
 *
 * Who reads it is logged, and nobody but break-glass can erase an old version. Renaming replaces the bucket, which
 * Terraform refuses. Costs storage and about USD 1 a month for the key.
 */
export class AuditStore extends Construct {
  readonly bucket: PrivateBucket;
  readonly key: EncryptionKey;

  constructor(scope: Construct, id: string, props: AuditStoreProps) {
    super(scope, id);
    this.key = new EncryptionKey(this, 'Key', { description: 'Audit records', alias: 'audit' });
    this.bucket = new PrivateBucket(this, 'Bucket', {
      name: 'audit',
      encryption: this.key,
      expireAfter: props.retention,
      accessLogs: this.createAccessLogs(),
    });
    this.bucket.keepHistoryFromAllBut(props.breakGlassRoleArn);
  }

  /** Lets a service deliver. It may do so once `bucket.policy` exists: make what delivers depend on that (P35, P36). */
  allowDelivery(delivery: AuditDelivery): void {
    const { environment } = EstateStack.ofConstruct(this);
    const { id, service, folder, conditions } = delivery;
    const principals = [{ type: 'Service', identifiers: [service] }];
    const condition = conditions.map((one) => ({ ...one }));
    const handover = { test: 'StringEquals', variable: 's3:x-amz-acl', values: ['bucket-owner-full-control'] };
    this.bucket.addToPolicy({
      sid: `${id}Checks`,
      actions: [...delivery.checks],
      resources: [this.bucket.bucketArn],
      principals,
      condition,
    });
    this.bucket.addToPolicy({
      sid: `${id}Delivers`,
      actions: ['s3:PutObject'],
      resources: [
        `${this.bucket.bucketArn}/${folder === undefined ? '' : `AWSLogs/${environment.account.id}/${folder === '' ? '' : `${folder}/`}`}*`,
      ],
      principals,
      condition: (delivery.handsOver ?? false) ? [handover, ...condition] : condition,
    });
    this.key.allowService({ service, actions: delivery.keyActions, conditions });
  }

  private createAccessLogs(): PrivateBucket {
    return new PrivateBucket(this, 'AccessLogs', {
      name: 'audit-access',
      encryption: { sseS3Because: 'S3 delivers access logs only to buckets with SSE-S3' },
      versioned: false,
      expireAfter: '365 days',
    });
  }
}
