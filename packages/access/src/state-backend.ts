import { EncryptionKey, EstateStack, PrivateBucket } from '@smile/core';
import { Construct } from 'constructs';
import { breakGlassRoleArn } from './role-names.ts';

/**
 * Where Terraform keeps an environment's states: a versioned, encrypted bucket, its key, and a log of who read it.
 *
 * Names follow from the environment, because the backends of all stacks, this one's too, name them before they exist.
 * A state holds everything Terraform knows, so old versions are kept half a year and only break-glass can erase one.
 */
export class StateBackend extends Construct {
  readonly bucket: PrivateBucket;
  readonly key: EncryptionKey;
  /** Where it is written down who read a state. */
  readonly accessLogs: PrivateBucket;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.key = new EncryptionKey(this, 'Key', { description: 'Terraform states', alias: 'terraform-state' });
    this.accessLogs = this.createAccessLogs();
    this.bucket = new PrivateBucket(this, 'Bucket', {
      name: 'terraform-state',
      encryption: this.key,
      noncurrentRetention: '180 days',
      accessLogs: this.accessLogs,
    });
    this.bucket.keepHistoryFromAllBut(breakGlassRoleArn(EstateStack.ofConstruct(this).environment));
  }

  private createAccessLogs(): PrivateBucket {
    return new PrivateBucket(this, 'AccessLogs', {
      name: 'terraform-state-access',
      encryption: { sseS3Because: 'S3 delivers access logs only to buckets with SSE-S3' },
      versioned: false,
      expireAfter: '365 days',
    });
  }
}
