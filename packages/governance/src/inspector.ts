import { Inspector2Enabler } from '@cdktf/provider-aws/lib/inspector2-enabler';
import { EstateStack } from '@smile/core';
import { Construct } from 'constructs';

/**
 * Amazon Inspector: known vulnerabilities in hosts and container images.
 *
 * Costs about USD 1.30 per host and month and USD 0.09 per new image. Whether Jakarta scans functions' code is not
 * documented, and there are no functions.
 */
export class Inspector extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { account } = EstateStack.ofConstruct(this).environment;
    new Inspector2Enabler(this, 'Default', { accountIds: [account.id], resourceTypes: ['EC2', 'ECR'] });
  }
}
