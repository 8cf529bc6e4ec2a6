import { LocalBackend, S3Backend, type TerraformStack } from 'cdktf';
import type { Environment } from './environment/environment.ts';
import { stateBucketName, stateKeyAlias } from './naming/state-names.ts';

/** Oldest Terraform that locks an S3 state without DynamoDB as a settled feature. */
const TERRAFORM_VERSION = '>= 1.11.0';

/**
 * Construct context that names where states are kept: `s3` or `local`.
 *
 * It is context, not an environment variable, so that packages never read the process. Apps set it from `SMILE_STATE`.
 */
export const STATE_CONTEXT = 'smile:state';

/** Says which Terraform works on a stack, and where it keeps the state: in the environment's bucket, or in a file. */
export function keepState(stack: TerraformStack, environment: Environment, key: string): void {
  stack.addOverride('terraform.required_version', TERRAFORM_VERSION);
  if (stack.node.tryGetContext(STATE_CONTEXT) === 'local') {
    // Relative to the stack's folder in cdktf.out, so that the same bytes work wherever the repository lies.
    new LocalBackend(stack, { path: `../../.state/${key}` });
    return;
  }
  new S3Backend(stack, {
    bucket: stateBucketName(environment),
    key,
    region: environment.region,
    encrypt: true,
    // The alias, since the key's id is only known once the bootstrap stack exists. Terraform takes either.
    kmsKeyId: stateKeyAlias(environment).arn,
    allowedAccountIds: [environment.account.id],
  });
  // cdktf 0.21 has no argument for it. https://developer.hashicorp.com/terraform/language/backend/s3#use_lockfile
  stack.addOverride('terraform.backend.s3.use_lockfile', true);
}
