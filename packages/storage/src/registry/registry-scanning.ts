import { EcrRegistryScanningConfiguration } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';
import { Construct } from 'constructs';

/**
 * Scans every image of the account when it is pushed, also in repositories that the pull-through cache makes.
 *
 * There is one such setting per account and region, so only the environment that owns the account has it. Basic
 * scanning is free; enhanced scanning needs Amazon Inspector and costs by the image.
 */
export class RegistryScanning extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new EcrRegistryScanningConfiguration(this, 'Default', {
      scanType: 'BASIC',
      rule: [{ scanFrequency: 'SCAN_ON_PUSH', repositoryFilter: [{ filter: '*', filterType: 'WILDCARD' }] }],
    });
  }
}
