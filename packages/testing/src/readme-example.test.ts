import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { stackFor } from '@smile/testing';
import { expect, test } from 'vitest';
import '@smile/testing/matchers';

test('puts the security group into the VPC', () => {
  const stack = stackFor((scope) => {
    const vpc = new Vpc(scope, 'Vpc', { cidrBlock: '10.0.0.0/16', tags: { Name: 'main' } });
    new SecurityGroup(scope, 'Web', { vpcId: vpc.id });
  });
  expect(stack).toHaveResource(Vpc, { tags: { Name: 'main' } });
  expect(stack).toReference(SecurityGroup, 'vpc_id', Vpc);
  expect(stack).toHaveResourceCount(SecurityGroup, 1);
  expect(stack).toHaveAddresses(['aws_vpc.Vpc', 'aws_security_group.Web']);
  expect(stack).toHaveNoErrors();
});
