import { EcrRegistryScanningConfiguration } from '@cdktf/provider-aws/lib/ecr-registry-scanning-configuration';
import { Inspector2Enabler } from '@cdktf/provider-aws/lib/inspector2-enabler';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { accountStackFor } from './fixtures.ts';
import { Inspector } from './inspector.ts';

const stack = accountStackFor((scope) => {
  new Inspector(scope, 'Inspector');
});

describe('Inspector', () => {
  test('scans hosts and images of this account', () => {
    expect(stack).toHaveResource(Inspector2Enabler, { account_ids: ['222222222222'], resource_types: ['EC2', 'ECR'] });
  });

  test("waits longer than the provider's five minutes, after which the enabler would be tainted", () => {
    // https://github.com/hashicorp/terraform-provider-aws/pull/46807 asks for 30 minutes.
    const timeouts = { create: '30m', update: '30m', delete: '30m' };
    expect(stack).toHaveResource(Inspector2Enabler, { timeouts });
  });

  test('states the scan type that it sets by itself, after it has set it', () => {
    // "When you activate Amazon ECR scanning, you set Amazon Inspector as the preferred scanning service for your private
    // registry." https://docs.aws.amazon.com/inspector/latest/user/scanning-ecr.html; all repositories continuously by
    // default: https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-enhanced-enabling.html
    expect(stack).toHaveResource(EcrRegistryScanningConfiguration, {
      scan_type: 'ENHANCED',
      rule: [{ scan_frequency: 'CONTINUOUS_SCAN', repository_filter: [{ filter: '*', filter_type: 'WILDCARD' }] }],
    });
    expect(stack).toReference(EcrRegistryScanningConfiguration, 'depends_on', Inspector2Enabler);
  });
});
