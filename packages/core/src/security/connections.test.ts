import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule';
import '@smile/testing/matchers';
import { Construct } from 'constructs';
import { describe, expect, test } from 'vitest';
import type { EstateStack } from '../estate-stack.ts';
import { estateStackFor, testApp } from '../fixtures.ts';
import { ANYWHERE, type Connectable, Connections } from './connections.ts';
import { ALL_TRAFFIC, PORTS, type Port, tcpRange } from './port.ts';

class Service extends Construct implements Connectable {
  readonly connections: Connections;

  constructor(scope: Construct, id: string, defaultPort?: Port) {
    super(scope, id);
    const securityGroup = new SecurityGroup(this, 'Default', { vpcId: 'vpc-1' });
    this.connections = new Connections({ owner: this, securityGroup, defaultPort });
  }
}

const stackWith = (build: (stack: EstateStack) => void) => estateStackFor(build);

test('lets a group out to a prefix list and nowhere else', () => {
  const stack = stackWith((scope) => {
    const host = new Service(scope, 'Host');
    host.connections.allowToPrefixList({ id: 'pl-1', name: 'S3' }, 'Packages', PORTS.https);
  });
  expect(stack).toHaveResource(VpcSecurityGroupEgressRule, {
    prefix_list_id: 'pl-1',
    from_port: 443,
    to_port: 443,
    description: 'Packages',
  });
  expect(stack).toHaveResourceCount(VpcSecurityGroupIngressRule, 0);
});

describe('allowFrom', () => {
  const stack = stackWith((scope) => {
    const database = new Service(scope, 'Database', PORTS.mysql);
    database.connections.allowFrom(new Service(scope, 'Cluster'), 'WMS reads orders');
  });

  test('opens the door at the server', () => {
    expect(stack).toHaveResource(VpcSecurityGroupIngressRule, {
      ip_protocol: 'tcp',
      from_port: 3306,
      to_port: 3306,
      description: 'WMS reads orders',
      security_group_id: '${aws_security_group.Database.id}',
      referenced_security_group_id: '${aws_security_group.Cluster.id}',
    });
  });

  test('opens the way out at the client, because groups start closed in both directions (P20)', () => {
    expect(stack).toHaveResource(VpcSecurityGroupEgressRule, {
      ip_protocol: 'tcp',
      from_port: 3306,
      to_port: 3306,
      description: 'WMS reads orders',
      security_group_id: '${aws_security_group.Cluster.id}',
      referenced_security_group_id: '${aws_security_group.Database.id}',
    });
  });

  test('names the rules after who and what, not after their order', () => {
    expect(stack).toHaveAddresses([
      'aws_security_group.Cluster',
      'aws_security_group.Database',
      'aws_vpc_security_group_egress_rule.Cluster_ToDatabaseTcp3306_DE4D00B5',
      'aws_vpc_security_group_ingress_rule.Database_FromClusterTcp3306_70083D11',
    ]);
  });
});

describe('allowFrom between two stacks', () => {
  const app = testApp();
  const databases = estateStackFor(() => {}, { app, layer: 'databases' });
  const clusters = estateStackFor(() => {}, { app, layer: 'clusters' });
  const database = new Service(databases, 'Database', PORTS.mysql);
  const cluster = new Service(clusters, 'Cluster', PORTS.https);
  database.connections.allowFrom(cluster, 'WMS reads orders');
  cluster.connections.allowFrom(database, 'Database calls back');

  test('puts every rule into the later stack, so that stacks depend on each other in one direction', () => {
    expect(databases).toHaveResourceCount(VpcSecurityGroupIngressRule, 0);
    expect(databases).toHaveResourceCount(VpcSecurityGroupEgressRule, 0);
    expect(clusters).toHaveResourceCount(VpcSecurityGroupIngressRule, 2);
    expect(clusters).toHaveResourceCount(VpcSecurityGroupEgressRule, 2);
    expect(databases.dependencies).toEqual([]);
    expect(clusters.dependencies).toEqual([databases]);
  });
});

describe('other peers', () => {
  test('allowInternally refers a group to itself', () => {
    const stack = stackWith((scope) => {
      new Service(scope, 'Kafka').connections.allowInternally('Brokers replicate', tcpRange(9090, 9093));
    });
    expect(stack).toHaveResource(VpcSecurityGroupIngressRule, {
      from_port: 9090,
      to_port: 9093,
      security_group_id: '${aws_security_group.Kafka.id}',
      referenced_security_group_id: '${aws_security_group.Kafka.id}',
    });
  });

  test('allowFromCidr takes a block, with host bits cleared (P24)', () => {
    const stack = stackWith((scope) => {
      new Service(scope, 'Endpoint', PORTS.https).connections.allowFromCidr(
        { name: 'Vpc', cidr: '10.0.0.9/16' },
        'Hosts call AWS',
      );
    });
    expect(stack).toHaveResource(VpcSecurityGroupIngressRule, { cidr_ipv4: '10.0.0.0/16', from_port: 443 });
  });

  test('blocks are named in addresses by what they are, so that environments have the same addresses', () => {
    const stack = stackWith((scope) => {
      const { connections } = new Service(scope, 'Endpoint', PORTS.https);
      connections.allowFromCidr({ name: 'Vpc', cidr: '10.7.0.0/16' }, 'Hosts call AWS');
    });
    expect(stack).toHaveAddresses([
      'aws_security_group.Endpoint',
      'aws_vpc_security_group_ingress_rule.Endpoint_FromVpcTcp443_23DFB7E4',
    ]);
  });

  test('allowToCidr leaves ports out for all traffic, which AWS ignores and the provider trips over (P19)', () => {
    const stack = stackWith((scope) => {
      new Service(scope, 'Node').connections.allowToCidr(ANYWHERE, 'Package downloads through NAT', ALL_TRAFFIC);
    });
    expect(stack).toHaveResource(VpcSecurityGroupEgressRule, { ip_protocol: '-1', cidr_ipv4: '0.0.0.0/0' });
    expect(stack).not.toHaveResource(VpcSecurityGroupEgressRule, { from_port: expect.anything() });
  });

  test('allowFromPrefixList takes a managed prefix list', () => {
    const stack = stackWith((scope) => {
      const list = { id: 'pl-1', name: 'Cloudflare' };
      new Service(scope, 'Alb', PORTS.https).connections.allowFromPrefixList(list, 'Cloudflare reaches the ALB');
    });
    expect(stack).toHaveResource(VpcSecurityGroupIngressRule, { prefix_list_id: 'pl-1', from_port: 443 });
  });
});

describe('errors', () => {
  const failing = (use: (service: Service) => void) => () => {
    stackWith((scope) => {
      use(new Service(scope, 'Database'));
    });
  };

  test('a reason is mandatory (NET-5)', () => {
    expect(failing((service) => service.connections.allowInternally('', PORTS.mysql))).toFailWith(
      'indonesia-staging-network/Database: a security-group rule needs a reason of 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got ""; say who needs it for what',
    );
  });

  test('a reason that AWS refuses fails here, not at apply', () => {
    expect(failing((service) => service.connections.allowInternally('Debezium’s reads', PORTS.mysql))).toFailWith(
      'indonesia-staging-network/Database: a security-group rule needs a reason of 1 to 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, got "Debezium’s reads"; say who needs it for what',
    );
  });

  test('a port is needed where there is no default', () => {
    expect(failing((service) => service.connections.allowFrom(service, 'Reads'))).toFailWith(
      'indonesia-staging-network/Database: the rule "Reads" names no port and there is no default; pass a port',
    );
  });

  test('a block must be one', () => {
    expect(
      failing((service) => service.connections.allowFromCidr({ name: 'Office', cidr: 'office' }, 'Reads', PORTS.mysql)),
    ).toFailWith(
      'indonesia-staging-network/Database: expected an IPv4 block such as 10.0.0.0/16, got "office"; correct it',
    );
  });
});
