import { VpcEndpoint } from '@cdktf/provider-aws/lib/vpc-endpoint';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { GatewayEndpoints } from './gateway-endpoints.ts';
import { InterfaceEndpoints } from './interface-endpoints.ts';
import { SecurityGroup } from './security-group.ts';
import { Vpc } from './vpc.ts';

const stack = estateStackFor((scope) => {
  const vpc = new Vpc(scope, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1', 'apse3-az2'] });
  new GatewayEndpoints(scope, 'GatewayEndpoints', { vpc });
  new InterfaceEndpoints(scope, 'InterfaceEndpoints', { vpc, services: ['ecr.api', 'sts'] });
});

describe('gateway endpoints', () => {
  test.each(['s3', 'dynamodb'])('%s is reached from both private tiers without NAT, and not from intra', (service) => {
    const [endpoint] = resourcesOf(stack, VpcEndpoint).filter(
      ({ service_name }) => service_name === `com.amazonaws.ap-southeast-3.${service}`,
    );
    expect(endpoint).toMatchObject({
      vpc_endpoint_type: 'Gateway',
      route_table_ids: [expect.stringContaining('Private-apse3-az1'), expect.stringContaining('Private-apse3-az2')],
    });
  });
});

describe('interface endpoints', () => {
  test.each(['ecr.api', 'sts'])('%s answers under its usual name from the intra tier of every zone', (service) => {
    expect(stack).toHaveResource(VpcEndpoint, {
      service_name: `com.amazonaws.ap-southeast-3.${service}`,
      vpc_endpoint_type: 'Interface',
      private_dns_enabled: true,
      subnet_ids: [expect.stringContaining('Intra-apse3-az1'), expect.stringContaining('Intra-apse3-az2')],
    });
  });

  test('take HTTPS from the VPC and nothing else', () => {
    expect(resourcesOf(stack, VpcSecurityGroupIngressRule)).toEqual([
      expect.objectContaining({
        cidr_ipv4: '10.1.0.0/16',
        ip_protocol: 'tcp',
        from_port: 443,
        to_port: 443,
        description: 'Hosts of the VPC call AWS APIs',
      }),
    ]);
  });

  test('let a host with closed ways out reach them by verb', () => {
    const other = estateStackFor((scope) => {
      const vpc = new Vpc(scope, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ['apse3-az1', 'apse3-az2'] });
      const endpoints = new InterfaceEndpoints(scope, 'InterfaceEndpoints', { vpc, services: ['ssm'] });
      const host = new SecurityGroup(scope, 'Host', { vpc, description: 'A host' });
      endpoints.connections.allowFrom(host, 'Host reports to Systems Manager');
    });
    expect(other).toHaveResource(VpcSecurityGroupIngressRule, {
      description: 'Host reports to Systems Manager',
      from_port: 443,
      referenced_security_group_id: '${aws_security_group.Host.id}',
    });
  });
});
