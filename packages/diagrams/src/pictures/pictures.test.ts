import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { diagramOf, overviewOf } from '../diagram.ts';
import { smallEstate } from '../fixtures/small-estate.ts';
import { DIAGRAM_KINDS, type DiagramKind, type DiagramModel } from '../model.ts';

const estate = smallEstate();
const draw = (kind: DiagramKind, stage = 'production') => diagramOf(estate, `indonesia/${stage}`, kind);
const named = ({ nodes }: DiagramModel, name: string) => nodes.filter((node) => node.name === name);
const arrows = ({ nodes, edges }: DiagramModel) => {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return edges.map(({ from, to, label, line }) => [names.get(from), names.get(to), label.join(' '), line]);
};

describe('every picture', () => {
  test.each(DIAGRAM_KINDS)('%s: names everything once, and shows no hashed id', (kind) => {
    const { nodes, groups, edges } = draw(kind);
    const ids = [...nodes, ...groups].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const texts = [...nodes, ...groups].flatMap(({ name, facts }) => [name, ...facts]);
    expect(texts.filter((text) => /_[0-9A-F]{8}\b|\$\{/.test(text))).toEqual([]);
    for (const { from, to } of edges) expect(ids).toEqual(expect.arrayContaining([from, to]));
  });

  test.each(DIAGRAM_KINDS)('%s: has a title with the environment, and a description', (kind) => {
    const { title, description } = draw(kind);
    expect(title).toContain('indonesia/production');
    expect(description).not.toBe('');
  });

  test.each(DIAGRAM_KINDS)('%s: can be drawn of an environment that has nothing to show in it', (kind) => {
    const key = 'indonesia/empty/bootstrap.tfstate';
    const bare = Inventory.fromStacks({
      'indonesia-empty-bootstrap': {
        terraform: { backend: { s3: { key } } },
        resource: { aws_iam_role: { Plan: { name: 'plan' } } },
      },
    });
    expect(diagramOf(bare, 'indonesia/empty', kind).edges).toEqual([]);
  });
});

describe('the overview', () => {
  test('shows every environment with its account and network, production first', () => {
    const { groups, nodes } = overviewOf(estate);
    expect(groups.map(({ name, facts }) => [name, ...facts])).toEqual([
      ['indonesia/production', 'account 111111111111, ap-southeast-3', 'VPC 10.0.0.0/16'],
      ['indonesia/staging', 'account 222222222222, ap-southeast-3', 'VPC 10.1.0.0/16'],
    ]);
    expect(nodes).toHaveLength(10);
  });

  test('shows stacks in the order of apply, with what they hold', () => {
    const { nodes } = draw('estate');
    expect(nodes.map(({ name }) => name)).toEqual(['Network', 'Databases', 'Access', 'Clusters', 'Edge']);
    expect(named(draw('estate'), 'Databases')[0]).toMatchObject({
      facts: ['4 resources'],
      details: ['1 MySQL: db.m5.4xlarge'],
    });
  });
});

describe('the network', () => {
  test('nests account, VPC, zone and tier', () => {
    const { groups } = draw('network');
    const chain = (id: string | undefined): string[] => {
      const group = groups.find((one) => one.id === id);
      return group === undefined ? [] : [...chain(group.parent), group.name];
    };
    expect(chain('vpc/apse3-az2/EKS private')).toEqual(['Account', 'VPC', 'Zones', 'Zone apse3-az2', 'EKS private']);
  });

  test('tells of each subnet which way it has to the internet (NET-2)', () => {
    const facts = (tier: string) =>
      draw('network')
        .nodes.filter(({ group, name }) => name === 'Subnet' && group === `vpc/apse3-az1/${tier}`)
        .map((node) => [node.address, ...node.facts]);
    expect(facts('Public')).toEqual([['10.0.0.0/24', 'open to the internet']]);
    expect(facts('EKS private')).toEqual([['10.0.10.0/24', 'to the internet by NAT']]);
    expect(facts('Intra')).toEqual([['10.0.20.0/24', 'no way to the internet']]);
  });

  test('leads private subnets to the NAT gateway that they use (NET-3)', () => {
    const to = (stage: string) =>
      draw('network', stage)
        .edges.filter(({ from }) => from.includes('EksPrivate'))
        .map(({ to }) => to);
    expect(to('production')).toEqual(['network/Vpc/Nat/Gateway-apse3-az1', 'network/Vpc/Nat/Gateway-apse3-az2']);
    expect(to('staging')).toEqual(['network/Vpc/Nat/Gateway-apse3-az1', 'network/Vpc/Nat/Gateway-apse3-az1']);
  });

  test('puts what lies in one zone there, and what spans zones below them', () => {
    const group = (name: string) => named(draw('network'), name).map((node) => node.group);
    expect(group('ClickHouse nodes')).toEqual(['vpc/apse3-az1/EKS private']);
    expect(group('Kafka nodes')).toEqual(['vpc/across/EKS private']);
    expect(group('MySQL main')).toEqual(['vpc/across/Intra']);
    expect(group('Web load balancer')).toEqual(['vpc/across/Public']);
    expect(group('Bastion')).toEqual(['vpc/apse3-az1/EKS private']);
  });

  test('shows all interface endpoints as one card', () => {
    expect(named(draw('network'), 'Interface endpoints')[0]).toMatchObject({
      facts: ['3 services without the internet:'],
      details: ['kms', 'logs', 'sts'],
    });
  });
});

describe('the way of a request', () => {
  test('leads from users over Cloudflare, Route 53 and the load balancer to the cluster (TRF-EXT)', () => {
    expect(arrows(draw('traffic'))).toEqual([
      ['Users', 'Web names', 'HTTPS', 'solid'],
      ['Web names', 'Web origin', '', 'solid'],
      ['Web origin', 'Web load balancer', '', 'solid'],
      ['Web load balancer', 'Web targets', '', 'solid'],
      ['Web targets', 'Data cluster', '', 'dashed'],
    ]);
  });

  test('joins names with one target, and leaves out those that only prove who owns a domain', () => {
    const { nodes } = draw('traffic');
    expect(nodes.flatMap(({ hostNames = [] }) => hostNames)).toEqual([
      'api.smile.example',
      'app.smile.example',
      'web.origin.smile.example',
    ]);
  });

  test('tells what protects the load balancer', () => {
    expect(named(draw('traffic'), 'Web load balancer')[0]?.facts).toEqual([
      'internet-facing, application',
      'admits Cloudflare ranges only',
      'WAF in front',
      'asks Cloudflare for its certificate',
    ]);
  });
});

describe('data', () => {
  test('shows who reaches a store, on which port and why', () => {
    expect(arrows(draw('data-flow'))).toContainEqual([
      'Data cluster',
      'MySQL main',
      'MySQL 3306 Debezium reads changes',
      'solid',
    ]);
  });

  test('leads changes to Kafka and ClickHouse as far as there are nodes for them, dashed until something runs there', () => {
    expect(arrows(draw('data-flow'))).toEqual(
      expect.arrayContaining([
        ['MySQL main', 'Kafka nodes', 'changes (Debezium)', 'dashed'],
        ['Kafka nodes', 'ClickHouse nodes', 'sink connector', 'dashed'],
      ]),
    );
  });
});

describe('reachability', () => {
  test('is solid where both sides agree, and dashed where one does not', () => {
    const between = (from: string, to: string) =>
      arrows(draw('reachability')).filter(([source, target]) => source === from && target === to);
    expect(between('Data cluster', 'MySQL main')).toEqual([['Data cluster', 'MySQL main', 'MySQL 3306', 'solid']]);
    expect(between('Bastion', 'MySQL main')).toEqual([['Bastion', 'MySQL main', 'MySQL 3306', 'dashed']]);
  });

  test('needs one side only where the other end has no security group', () => {
    expect(arrows(draw('reachability'))).toEqual(
      expect.arrayContaining([
        ['Cloudflare ranges', 'Web load balancer', 'HTTPS 443', 'solid'],
        ['Any host of the VPC', 'Interface endpoints', 'HTTPS 443', 'solid'],
      ]),
    );
  });

  test('shows lists of both families of addresses as one', () => {
    expect(named(draw('reachability'), 'Cloudflare ranges').map(({ facts }) => facts)).toEqual([
      ['1 IPv4 range', '2 IPv6 ranges'],
    ]);
  });

  test('is said in words, with the reason', () => {
    expect(draw('reachability').description).toContain(
      'Data cluster reaches MySQL main on 3306 (Debezium reads changes).',
    );
  });
});

describe('nodes', () => {
  test('of one role are one card where zones do not matter, with types and zones', () => {
    expect(named(draw('data-flow'), 'Kafka nodes')[0]?.facts).toEqual(['3 × d3en.2xlarge', 'in 2 zones']);
  });

  test('of a cluster are one card behind their security group', () => {
    expect(named(draw('reachability'), 'Data cluster nodes')[0]).toMatchObject({
      facts: ['8 nodes', 'among themselves: DNS 53 udp'],
      details: ['ClickHouse', 'Kafka'],
    });
  });

  test('are counted in the overview', () => {
    expect(named(draw('estate'), 'Clusters')[0]?.details).toContain('2 node groups with 8 nodes');
  });
});

describe('stacks', () => {
  test('lead to those that read their outputs, faint where it follows from other arrows', () => {
    expect(arrows(draw('stacks'))).toEqual(
      expect.arrayContaining([
        ['Network', 'Databases', '2 values', 'solid'],
        ['Databases', 'Clusters', '1 value', 'solid'],
        ['Network', 'Clusters', '2 values', 'faint'],
      ]),
    );
  });

  test('tell the order of apply', () => {
    expect(draw('stacks').description).toBe(
      'Order of apply: network, then databases, then access and clusters, then edge.',
    );
  });
});

test('says of buckets which pods and roles use them, by the policies of roles', () => {
  const bucket = (name: string) => ({
    '//': { metadata: { path: `indonesia-dev-storage/${name}/Default` } },
    bucket: name.toLowerCase(),
  });
  const policyOn = (role: string, name: string) => ({
    role: `\${aws_iam_role.${role}.name}`,
    policy: `{"Resource":"\${aws_s3_bucket.${name}.arn}"}`,
  });
  const role = (name: string) => ({ '//': { metadata: { path: `indonesia-dev-storage/${name}/Default` } } });
  const inventory = Inventory.fromStacks({
    'indonesia-dev-storage': {
      terraform: { backend: { s3: { key: 'indonesia/dev/storage.tfstate' } } },
      resource: {
        aws_s3_bucket: {
          Loki: bucket('Loki'),
          Uploads: bucket('Uploads'),
          Streams: bucket('Streams'),
          State: bucket('State'),
        },
        aws_iam_role: { Loki: role('LokiRole'), Streams: role('StreamsRole') },
        aws_iam_role_policy: { Loki: policyOn('Loki', 'Loki'), Streams: policyOn('Streams', 'Streams') },
        aws_eks_pod_identity_association: {
          Loki: { namespace: 'monitoring', service_account: 'loki', role_arn: '${aws_iam_role.Loki.arn}' },
        },
      },
    },
  });
  const [card] = diagramOf(inventory, 'indonesia/dev', 'data-flow').nodes;
  expect(card?.facts).toEqual(['Loki: monitoring/loki', 'Streams: streams role', 'Uploads: no role']);
});
