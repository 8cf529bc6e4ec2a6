import { type EncryptionKey, PrivateBucket } from '@smile/core';
import { Construct } from 'constructs';

export interface PlanStoreProps {
  /** Key of the states: a saved plan holds what a state does. */
  readonly key: EncryptionKey;
  /** Where it is written down who read one. */
  readonly accessLogs: PrivateBucket;
}

/**
 * Where bundles of saved plans lie between a plan and its apply, which are two pods: a plan puts, an apply gets. A bundle is worth something
 * for hours, so it is gone after a week. What is applied is held to the digest that was approved, whoever could write here.
 */
export class PlanStore extends Construct {
  constructor(scope: Construct, id: string, { key, accessLogs }: PlanStoreProps) {
    super(scope, id);
    new PrivateBucket(this, 'Bucket', {
      name: 'terraform-plans',
      encryption: key,
      accessLogs,
      expireAfter: '7 days',
      noncurrentRetention: '7 days',
    });
  }
}
