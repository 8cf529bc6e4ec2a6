import { SecurityGroup as AwsSecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { PORTS } from '@smile/core';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { expect, test } from 'vitest';
import { SecurityGroup } from './security-group.ts';
import { Vpc } from './vpc.ts';

const stack = estateStackFor((scope) => {
  const vpc = new Vpc(scope, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1', 'apse3-az2'] });
  const server = new SecurityGroup(scope, 'Server', { vpc, description: 'Servers', defaultPort: PORTS.mysql });
  server.connections.allowInternally('Servers replicate');
});

test('is never replaced: not for other words, and Terraform refuses every other reason', () => {
  expect(stack).toHaveResource(AwsSecurityGroup, {
    name_prefix: 'smile-uat-network-server-',
    description: 'Servers',
    revoke_rules_on_delete: true,
    tags: { Name: 'smile-uat-network-server' },
    lifecycle: { create_before_destroy: true, prevent_destroy: true, ignore_changes: ['description'] },
  });
});

test('has no rules inside, which would fight the rule resources for ever (P18)', () => {
  const [group] = resourcesOf(stack, AwsSecurityGroup);
  expect(group).not.toHaveProperty('ingress');
  expect(group).not.toHaveProperty('egress');
});

test('starts closed in both directions, and opens by verb on its default port', () => {
  expect(stack).toHaveResourceCount(VpcSecurityGroupIngressRule, 1);
  expect(stack).toHaveResourceCount(VpcSecurityGroupEgressRule, 1);
  expect(stack).toHaveResource(VpcSecurityGroupIngressRule, { from_port: 3306, description: 'Servers replicate' });
});
