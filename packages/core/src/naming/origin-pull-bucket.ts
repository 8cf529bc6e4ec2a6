import type { Environment } from '../environment/environment.ts';

/** Words of {@link originPullBucketName} after the environment's prefix. */
export const ORIGIN_PULL_BUCKET = 'origin-pull-authorities';

/**
 * Bucket with the certificates of whom load balancers trust, as in `smile-prd-origin-pull-authorities-111111111111`.
 *
 * Its objects are public certificates, and part of Terraform: every plan reads them.
 */
export function originPullBucketName({ namePrefix, account }: Environment): string {
  return `${namePrefix}-${ORIGIN_PULL_BUCKET}-${account.id}`;
}
