import { Inspector2Enabler } from '@cdktf/provider-aws/lib/inspector2-enabler';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { accountStackFor } from './fixtures.ts';
import { Inspector } from './inspector.ts';

test('Inspector scans hosts and images of this account', () => {
  const stack = accountStackFor((scope) => {
    new Inspector(scope, 'Inspector');
  });
  expect(stack).toHaveResource(Inspector2Enabler, { account_ids: ['222222222222'], resource_types: ['EC2', 'ECR'] });
});
