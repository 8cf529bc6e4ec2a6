import { type Days, PrivateBucket } from '@smile/core';
import { Construct } from 'constructs';

export interface AccessLogBucketProps {
  /** Age at which the records are deleted. @default '90 days' */
  readonly retention?: Days;
}

/**
 * Who read and changed objects of the other buckets: S3's server access logs, one prefix per bucket.
 *
 * Pass `bucket` as `accessLogs` to a `PrivateBucket`. S3 delivers within hours and promises no completeness; the trail
 * of changes to buckets themselves is CloudTrail's.
 */
export class AccessLogBucket extends Construct {
  readonly bucket: PrivateBucket;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps = {}) {
    super(scope, id);
    this.bucket = new PrivateBucket(this, 'Default', {
      name: 'access-logs',
      encryption: { sseS3Because: 'S3 delivers access logs to no bucket with a KMS key by default' },
      versioned: false,
      expireAfter: props.retention ?? '90 days',
    });
  }
}
