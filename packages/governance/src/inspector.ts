import { EcrRegistryScanningConfiguration } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';
import { Inspector2Enabler } from '@cdktf/provider-aws/lib/inspector2-enabler';
import { EstateStack } from '@smile/core';
import { Construct } from 'constructs';

/**
 * Enabling each type takes minutes, and a resource whose wait ends too soon is tainted: the next apply would switch
 * Inspector off and on. https://github.com/hashicorp/terraform-provider-aws/pull/46807
 */
const LONGEST_WAIT = '30m';

/**
 * Amazon Inspector: known vulnerabilities in hosts and container images.
 *
 * Switching it on for images sets the scan type of the account's registry to enhanced, so that setting is stated here and
 * nowhere else. Images are scanned when they are pushed and again for every new vulnerability, and what is found reaches
 * Security Hub, which basic scanning never does.
 *
 * Costs about USD 1.30 per host and month, USD 0.09 per new image and USD 0.01 per further scan. Whether Jakarta scans
 * functions' code is not documented, and there are no functions.
 * https://docs.aws.amazon.com/inspector/latest/user/scanning-ecr.html
 */
export class Inspector extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { account } = EstateStack.ofConstruct(this).environment;
    const enabler = new Inspector2Enabler(this, 'Default', {
      accountIds: [account.id],
      resourceTypes: ['EC2', 'ECR'],
      timeouts: { create: LONGEST_WAIT, update: LONGEST_WAIT, delete: LONGEST_WAIT },
    });
    new EcrRegistryScanningConfiguration(this, 'Registry', {
      scanType: 'ENHANCED',
      // What ECR sets by itself when enhanced scanning is switched on.
      rule: [{ scanFrequency: 'CONTINUOUS_SCAN', repositoryFilter: [{ filter: '*', filterType: 'WILDCARD' }] }],
      dependsOn: [enabler],
    });
  }
}
