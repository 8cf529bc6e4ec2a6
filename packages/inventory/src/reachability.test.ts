import { describe, expect, test } from 'vitest';
import { GUARDED_STACKS, GUARDED_STATES } from './fixtures/guarded-estate.ts';
import { Inventory } from './inventory.ts';
import { type Connection, Reachability } from './reachability.ts';
import type { Peer } from './security-group-rules.ts';

const peer = (one: Peer) => {
  if (one.kind === 'group') return one.resource.address;
  if (one.kind === 'prefix-list') return `list ${one.resource?.address}`;
  return one.kind === 'block' ? one.cidr : one.text;
};
const told = ({ from, to, ports, verdict }: Connection) =>
  `${peer(from)} → ${peer(to)} ${ports.protocol} ${ports.from ?? ''}-${ports.to ?? ''} ${verdict}`;
const connectionsOf = (inventory: Inventory) => new Reachability(inventory).connections.map(told);

/** One stack with these security groups, rules and other resources. */
const stackWith = (resource: object) => Inventory.fromStacks({ a: { resource } });

describe.each([
  ['synthesized', Inventory.fromStacks(GUARDED_STACKS)],
  ['a state', Inventory.fromState(GUARDED_STATES)],
])('who reaches whom, %s', (_, inventory) => {
  const reachability = new Reachability(inventory);
  const resource = (stack: string, address: string) => {
    const found = inventory.byAddress(stack, address);
    if (found === undefined) throw new Error(`no ${address}`);
    return found;
  };

  test('takes the ports that both ends allow, across stacks', () => {
    expect(reachability.connections.map(told)).toEqual([
      'aws_security_group.Host → aws_security_group.Mysql tcp 3306-3306 open',
      '10.2.0.0/16 → aws_security_group.Endpoints tcp 443-443 open',
      'aws_security_group.Host → aws_security_group.Endpoints tcp 443-443 open',
      'aws_security_group.Host → list aws_vpc_endpoint.S3 tcp 443-443 open',
    ]);
  });

  test('says what reaches a resource, through which group, and who is behind the source', () => {
    const ways = reachability.waysInto(resource('databases', 'aws_db_instance.Mysql'));
    expect(ways.map(({ connection, through, members }) => [told(connection), through.address, members])).toEqual([
      [
        'aws_security_group.Host → aws_security_group.Mysql tcp 3306-3306 open',
        'aws_security_group.Mysql',
        [resource('network', 'aws_instance.Host')],
      ],
    ]);
    expect(ways[0]?.connection.reason).toBe('Operators ask questions');
  });

  test('knows members and groups, which are not the rules', () => {
    const group = resource('network', 'aws_security_group.Host');
    expect(reachability.membersOf(group).map(({ address }) => address)).toEqual(['aws_instance.Host']);
    expect(reachability.groupsOf(resource('network', 'aws_instance.Host'))).toEqual([group]);
    expect(reachability.groupsOf(resource('databases', 'aws_vpc_security_group_ingress_rule.FromHost'))).toEqual([]);
  });

  test('finds the way between two groups, one way', () => {
    const [host, mysql] = [
      { stack: 'network', address: 'aws_security_group.Host' },
      { stack: 'databases', address: 'aws_security_group.Mysql' },
    ];
    expect(reachability.pathBetween(host, mysql)?.map(told)).toEqual([
      'aws_security_group.Host → aws_security_group.Mysql tcp 3306-3306 open',
    ]);
    expect(reachability.pathBetween(mysql, host)).toBeUndefined();
    expect(reachability.pathBetween(host, { stack: 'network', address: 'aws_security_group.None' })).toBeUndefined();
  });
});

describe('one end alone', () => {
  const groups = { aws_security_group: { A: {}, B: {} } };
  const [a, b] = ['${aws_security_group.A.id}', '${aws_security_group.B.id}'];
  const admits = {
    security_group_id: b,
    referenced_security_group_id: a,
    ip_protocol: 'tcp',
    from_port: 80,
    to_port: 80,
  };
  const sends = {
    security_group_id: a,
    referenced_security_group_id: b,
    ip_protocol: 'tcp',
    from_port: 80,
    to_port: 80,
  };

  test('that admits what nobody sends does not connect', () => {
    const inventory = stackWith({ ...groups, aws_vpc_security_group_ingress_rule: { In: admits } });
    expect(connectionsOf(inventory)).toEqual(['aws_security_group.A → aws_security_group.B tcp 80-80 not sent']);
    expect(
      new Reachability(inventory).pathBetween(
        { stack: 'a', address: 'aws_security_group.A' },
        { stack: 'a', address: 'aws_security_group.B' },
      ),
    ).toBeUndefined();
  });

  test('that sends what nobody admits does not connect', () => {
    const inventory = stackWith({ ...groups, aws_vpc_security_group_egress_rule: { Out: sends } });
    expect(connectionsOf(inventory)).toEqual(['aws_security_group.A → aws_security_group.B tcp 80-80 not admitted']);
  });

  test('does not connect on other ports or protocols', () => {
    const inventory = stackWith({
      ...groups,
      aws_vpc_security_group_ingress_rule: { In: admits },
      aws_vpc_security_group_egress_rule: {
        Out: { ...sends, from_port: 81, to_port: 90 },
        Udp: { ...sends, ip_protocol: 'udp' },
      },
    });
    expect(connectionsOf(inventory).filter((one) => one.endsWith('open'))).toEqual([]);
  });

  test('connects once when several rules at the other end fit, and names them all', () => {
    const anywhere = { security_group_id: a, cidr_ipv4: '0.0.0.0/0', ip_protocol: 'tcp', from_port: 80, to_port: 80 };
    const inventory = stackWith({
      ...groups,
      aws_vpc_security_group_ingress_rule: { In: admits },
      aws_vpc_security_group_egress_rule: { Out: sends, Anywhere: anywhere },
    });
    const open = new Reachability(inventory).connections.filter(({ to }) => to.kind === 'group');
    expect(open.map(told)).toEqual(['aws_security_group.A → aws_security_group.B tcp 80-80 open']);
    expect(open[0]?.rules.map(({ stated }) => stated.name)).toEqual(['In', 'Anywhere', 'Out']);
  });

  test('connects through a rule to anywhere', () => {
    const anywhere = { security_group_id: a, cidr_ipv4: '0.0.0.0/0', ip_protocol: '-1' };
    const inventory = stackWith({
      ...groups,
      aws_vpc_security_group_ingress_rule: { In: admits },
      aws_vpc_security_group_egress_rule: { Out: anywhere },
    });
    expect(connectionsOf(inventory)).toContain('aws_security_group.A → aws_security_group.B tcp 80-80 open');
  });
});

describe('rules of other forms', () => {
  test('inside a group count one by one, with the group itself', () => {
    const group = {
      ingress: [
        {
          protocol: 'tcp',
          from_port: 443,
          to_port: 443,
          cidr_blocks: ['10.0.0.0/8'],
          ipv6_cidr_blocks: ['::/0'],
          self: true,
        },
        { protocol: '-1', security_groups: ['${aws_security_group.Other.id}'] },
      ],
      egress: { protocol: '-1', cidr_blocks: ['0.0.0.0/0'] },
    };
    const inventory = stackWith({ aws_security_group: { Group: group, Other: { egress: group.egress } } });
    expect(connectionsOf(inventory)).toEqual([
      'aws_security_group.Group → aws_security_group.Group tcp 443-443 open',
      '10.0.0.0/8 → aws_security_group.Group tcp 443-443 open',
      '::/0 → aws_security_group.Group tcp 443-443 open',
      'aws_security_group.Other → aws_security_group.Group all - open',
      'aws_security_group.Group → 0.0.0.0/0 all - open',
      'aws_security_group.Other → 0.0.0.0/0 all - open',
    ]);
  });

  test('of the older kind name several peers', () => {
    const inventory = stackWith({
      aws_security_group: { Group: {} },
      aws_security_group_rule: {
        Old: {
          type: 'ingress',
          security_group_id: '${aws_security_group.Group.id}',
          protocol: 'udp',
          from_port: 53,
          to_port: 53,
          cidr_blocks: ['10.0.0.0/8', '172.16.0.0/12'],
        },
      },
    });
    expect(connectionsOf(inventory)).toEqual([
      '10.0.0.0/8 → aws_security_group.Group udp 53-53 open',
      '172.16.0.0/12 → aws_security_group.Group udp 53-53 open',
    ]);
  });

  test('of an EKS cluster are those that AWS makes: its nodes are in the group, unless their template names another', () => {
    const inventory = stackWith({
      aws_eks_cluster: { Cluster: { vpc_config: { subnet_ids: [] } } },
      aws_security_group: { Db: {} },
      aws_launch_template: { Own: { vpc_security_group_ids: ['${aws_security_group.Db.id}'] } },
      aws_eks_node_group: {
        Plain: { cluster_name: '${aws_eks_cluster.Cluster.name}' },
        Own: {
          cluster_name: '${aws_eks_cluster.Cluster.name}',
          launch_template: { id: '${aws_launch_template.Own.id}' },
        },
      },
      aws_vpc_security_group_ingress_rule: {
        FromNodes: {
          security_group_id: '${aws_security_group.Db.id}',
          referenced_security_group_id: '${aws_eks_cluster.Cluster.vpc_config[0].cluster_security_group_id}',
          ip_protocol: 'tcp',
          from_port: 3306,
          to_port: 3306,
        },
      },
    });
    const reachability = new Reachability(inventory);
    expect(reachability.connections.map(told)).toContain(
      'aws_eks_cluster.Cluster → aws_security_group.Db tcp 3306-3306 open',
    );
    const groupsOf = (address: string) => {
      const found = inventory.byAddress('a', address);
      return found === undefined ? [] : reachability.groupsOf(found).map((group) => group.address);
    };
    expect(groupsOf('aws_eks_node_group.Plain')).toEqual(['aws_eks_cluster.Cluster']);
    expect(groupsOf('aws_eks_node_group.Own')).toEqual(['aws_security_group.Db']);
    expect(groupsOf('aws_eks_cluster.Cluster')).toEqual(['aws_eks_cluster.Cluster']);
  });
});
