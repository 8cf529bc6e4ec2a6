import type { Environment } from '../environment/environment.ts';
import type { StackLayer } from '../environment/stack-layers.ts';

/** Bucket that holds the states of an environment, as in `smile-prd-terraform-state-111111111111`. */
export function stateBucketName(environment: Environment): string {
  return `${environment.namePrefix}-terraform-state-${environment.account.id}`;
}

/** Bucket of saved plans on their way from a plan to its apply, as in `smile-prd-terraform-plans-111111111111`. */
export function planBucketName(namePrefix: string, accountId: string): string {
  return `${namePrefix}-terraform-plans-${accountId}`;
}

/** Object key of a stack's state, as in `indonesia/production/network.tfstate`. Never renamed. */
export function stateKey(environment: Environment, layer: StackLayer): string {
  return `${environment.id}/${layer}.tfstate`;
}

/** Alias of the KMS key that encrypts states. */
export function stateKeyAlias(environment: Environment): { readonly name: string; readonly arn: string } {
  const name = `alias/${environment.namePrefix}-terraform-state`;
  return { name, arn: `arn:aws:kms:${environment.region}:${environment.account.id}:${name}` };
}
