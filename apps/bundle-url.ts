import { type Environment, planBucketName } from '@smile/core';

/** Where the bundle of a plan lies, as in `s3://smile-prd-terraform-plans-111111111111/indonesia/production/42`. */
export function bundleUrl({ id, namePrefix, account }: Environment, build: string): string {
  return `s3://${planBucketName(namePrefix, account.id)}/${id}/${build}`;
}
