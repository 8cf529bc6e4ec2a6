import { Route53Zone } from '@cdktf/provider-aws/lib/route53-zone';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { estateStackFor } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { PrivateZone } from './private-zone.ts';
import { Vpc } from './vpc.ts';

const stack = estateStackFor((scope) => {
  const vpc = new Vpc(scope, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1'] });
  new PrivateZone(scope, 'PrivateZone', { vpc, domain: 'uat.smile.internal' });
});

test('is resolved inside the VPC only', () => {
  expect(stack).toHaveResource(Route53Zone, { name: 'uat.smile.internal' });
  expect(stack).toReference(Route53Zone, 'vpc', AwsVpc);
});

test('does not throw out VPCs that were joined later', () => {
  expect(stack).toHaveResource(Route53Zone, { lifecycle: { ignore_changes: ['vpc'] } });
});
