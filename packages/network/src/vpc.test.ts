import { DefaultNetworkAcl } from '@cdktf/provider-aws/lib/default-network-acl';
import { DefaultRouteTable } from '@cdktf/provider-aws/lib/default-route-table';
import { DefaultSecurityGroup } from '@cdktf/provider-aws/lib/default-security-group';
import { Eip } from '@cdktf/provider-aws/lib/eip';
import { InternetGateway } from '@cdktf/provider-aws/lib/internet-gateway';
import { NatGateway } from '@cdktf/provider-aws/lib/nat-gateway';
import { NetworkAcl } from '@cdktf/provider-aws/lib/network-acl';
import { NetworkAclRule } from '@cdktf/provider-aws/lib/network-acl-rule';
import { Route } from '@cdktf/provider-aws/lib/route';
import { RouteTable } from '@cdktf/provider-aws/lib/route-table';
import { RouteTableAssociation } from '@cdktf/provider-aws/lib/route-table-association';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc as AwsVpc } from '@cdktf/provider-aws/lib/vpc';
import { estateStackFor } from '@smile/core/fixtures';
import { resourcesOf, synthesize } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { Vpc, type VpcProps } from './vpc.ts';

const ZONES = ['apse3-az1', 'apse3-az2', 'apse3-az3'];

const stackWith = (props: Partial<VpcProps> = {}) =>
  estateStackFor((stack) => {
    new Vpc(stack, 'Vpc', { cidr: '10.1.0.0/16', availabilityZones: ZONES, ...props });
  });

const vpc = stackWith();

describe('defaults', () => {
  test('has its block, and names inside it', () => {
    expect(vpc).toHaveResource(AwsVpc, {
      cidr_block: '10.1.0.0/16',
      enable_dns_hostnames: true,
      enable_dns_support: true,
      enable_network_address_usage_metrics: true,
      tags: { Name: 'smile-uat-vpc' },
    });
  });

  test('has one NAT gateway per zone (NET-3), each with an address that Terraform never releases', () => {
    expect(vpc).toHaveResourceCount(NatGateway, 3);
    expect(resourcesOf(vpc, Eip)).toEqual(
      ZONES.map((zone) =>
        expect.objectContaining({
          domain: 'vpc',
          lifecycle: { prevent_destroy: true },
          tags: { Name: `smile-uat-nat-${zone}` },
        }),
      ),
    );
  });
});

describe('subnets (NET-2)', () => {
  test('there are four tiers in each of three zones', () => {
    const found = synthesize(vpc)
      .inventory.ofType('aws_subnet')
      .map(({ values, tags }) => `${tags.tier} ${values.availability_zone_id}`);
    const tiers = ['eks-private', 'ec2-private', 'intra', 'public'];
    expect(found.sort()).toEqual(tiers.flatMap((tier) => ZONES.map((zone) => `${tier} ${zone}`)).sort());
  });

  test('no subnet gives out public addresses', () => {
    expect(resourcesOf(vpc, Subnet).every((subnet) => subnet.map_public_ip_on_launch === false)).toBe(true);
  });

  test('carry the tags by which Kubernetes places load balancers: public ones outside, EKS ones inside', () => {
    expect(vpc).toHaveResource(Subnet, { tags: { tier: 'public', 'kubernetes.io/role/elb': '1' } });
    expect(vpc).toHaveResource(Subnet, { tags: { tier: 'eks-private', 'kubernetes.io/role/internal-elb': '1' } });
    expect(vpc).not.toHaveResource(Subnet, { tags: { tier: 'intra', 'kubernetes.io/role/elb': '1' } });
    expect(vpc).not.toHaveResource(Subnet, { tags: { tier: 'ec2-private', 'kubernetes.io/role/internal-elb': '1' } });
  });

  test('keep their addresses and Terraform addresses when a zone is appended', () => {
    const subnetsOf = (zones: string[]) =>
      synthesize(stackWith({ availabilityZones: zones }))
        .inventory.ofType('aws_subnet')
        .map(({ address, values }) => `${address} ${values.cidr_block}`);
    expect(subnetsOf(ZONES)).toEqual(expect.arrayContaining(subnetsOf(ZONES.slice(0, 2))));
  });
});

describe('routes', () => {
  const routesOf = (id: string) => resourcesOf(vpc, Route).filter((route) => String(route.route_table_id).includes(id));

  test('public subnets go out through the internet gateway', () => {
    expect(routesOf('Routes_Public')).toEqual([
      expect.objectContaining({
        destination_cidr_block: '0.0.0.0/0',
        gateway_id: expect.stringContaining('aws_internet_gateway'),
      }),
    ]);
  });

  test('private subnets go out through the NAT gateway of their zone', () => {
    for (const zone of ZONES) {
      expect(routesOf(`Routes_Private-${zone}`)).toEqual([
        expect.objectContaining({
          destination_cidr_block: '0.0.0.0/0',
          nat_gateway_id: expect.stringContaining(`Gateway-${zone}`),
        }),
      ]);
    }
  });

  test('intra subnets have no route out', () => {
    expect(vpc).toHaveResource(RouteTable, { tags: { Name: 'smile-uat-intra' } });
    expect(routesOf('Routes_Intra')).toEqual([]);
  });

  test('every subnet is joined to a route table of ours', () => {
    const subnets = resourcesOf(vpc, RouteTableAssociation).map(({ subnet_id }) => subnet_id);
    expect(new Set(subnets).size).toBe(12);
    expect(vpc).toReference(RouteTableAssociation, 'route_table_id', RouteTable);
  });

  test('a single NAT gateway serves every zone, through the same route tables', () => {
    const single = stackWith({ natGateways: 'single' });
    expect(single).toHaveResourceCount(NatGateway, 1);
    expect(single).toHaveResourceCount(RouteTable, 5);
    expect(vpc).toHaveResourceCount(RouteTable, 5);
    const gateways = resourcesOf(single, Route).flatMap(({ nat_gateway_id }) => nat_gateway_id ?? []);
    expect(gateways).toHaveLength(3);
    expect(new Set(gateways)).toEqual(new Set([expect.stringContaining('Gateway-apse3-az1')]));
  });

  test('NAT gateways wait for the internet gateway, which AWS demands', () => {
    expect(vpc).toReference(NatGateway, 'depends_on', InternetGateway);
  });
});

describe('what AWS makes by itself is closed (NET-5)', () => {
  test('the default security group has no rules', () => {
    const [group] = resourcesOf(vpc, DefaultSecurityGroup);
    expect(group).toMatchObject({ tags: { Name: 'smile-uat-default-closed' } });
    expect(group).not.toHaveProperty('ingress');
    expect(group).not.toHaveProperty('egress');
  });

  test('the default network ACL has no rules, and no subnet that AWS moves there shows as a difference', () => {
    const [acl] = resourcesOf(vpc, DefaultNetworkAcl);
    expect(acl).toMatchObject({ lifecycle: { ignore_changes: ['subnet_ids'] } });
    expect(acl).not.toHaveProperty('ingress');
    expect(acl).not.toHaveProperty('egress');
  });

  test('the default route table leads nowhere', () => {
    expect(vpc).toHaveResource(DefaultRouteTable, { route: [] });
  });
});

describe('network ACLs', () => {
  const rulesOf = (acl: string, egress: boolean) =>
    resourcesOf(vpc, NetworkAclRule)
      .filter((rule) => String(rule.network_acl_id).includes(`Acls_${acl}_`) && rule.egress === egress)
      .map((rule) => `${rule.protocol} ${rule.from_port ?? ''}-${rule.to_port ?? ''} ${rule.cidr_block}`);

  test('intra talks to the VPC only, both ways', () => {
    expect(rulesOf('Intra', false)).toEqual(['-1 - 10.1.0.0/16']);
    expect(rulesOf('Intra', true)).toEqual(['-1 - 10.1.0.0/16']);
  });

  test('the private tiers take answers from outside, on the ports that NAT gateways use', () => {
    expect(rulesOf('Private', false)).toEqual([
      'tcp 1024-65535 0.0.0.0/0',
      'udp 1024-65535 0.0.0.0/0',
      '-1 - 10.1.0.0/16',
    ]);
  });

  test('the public tier takes HTTP and HTTPS too, and no other service port', () => {
    expect(rulesOf('Public', false).sort()).toEqual([
      '-1 - 10.1.0.0/16',
      'tcp 1024-65535 0.0.0.0/0',
      'tcp 443-443 0.0.0.0/0',
      'tcp 80-80 0.0.0.0/0',
      'udp 1024-65535 0.0.0.0/0',
    ]);
  });

  test('every subnet is in one of them, so the closed default holds none', () => {
    expect(resourcesOf(vpc, NetworkAcl).flatMap(({ subnet_ids }) => subnet_ids)).toHaveLength(12);
  });
});

test('reports everything that keeps subnets from being planned', () => {
  expect(() => stackWith({ cidr: '10.1.0.0/20', availabilityZones: ['apse3-az1', 'apse3-az1'] })).toFailWith(
    [
      'indonesia-staging-network/Vpc: 2 problems',
      '  - zones must differ, got apse3-az1 twice; remove one',
      '  - 4 tiers for 4 zones do not fit into 10.1.0.0/20; use a /16 or larger block, or smaller subnets',
    ].join('\n'),
  );
});
