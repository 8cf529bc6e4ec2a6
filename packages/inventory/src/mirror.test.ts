import { describe, expect, test } from 'vitest';
import { Inventory } from './inventory.ts';
import { mirrorDifferences, mirroredEnvironments } from './mirror.ts';

/** A stack whose state key says what it is, with resources that have no arguments. */
function stackOf(environment: string, kind: string, names: readonly string[]): object {
  const resource: Record<string, Record<string, object>> = {};
  for (const one of names) {
    const [type = '', name = ''] = one.split('.');
    resource[type] = { ...resource[type], [name]: {} };
  }
  return { terraform: { backend: { s3: { key: `${environment}/${kind}.tfstate` } } }, resource };
}

/** What production and staging of a country lack, as sentences. */
function differences(production: readonly string[], staging: readonly string[], kind = 'network', country = 'utopia') {
  const { stacks, resources } = inventoryOf(production, staging, kind, country);
  return mirroredEnvironments(stacks).flatMap((pair) =>
    mirrorDifferences(pair, stacks, resources).map(
      ({ resource, lackedBy, lacks }) => `${lackedBy} lacks the ${lacks} of ${resource.address}`,
    ),
  );
}

function inventoryOf(production: readonly string[], staging: readonly string[], kind: string, country: string) {
  const inventory = Inventory.fromStacks({
    [`${country}-production-${kind}`]: stackOf(`${country}/production`, kind, production),
    [`${country}-staging-${kind}`]: stackOf(`${country}/staging`, kind, staging),
  });
  return { stacks: inventory.stacks, resources: inventory.resources() };
}

const NETWORK = ['aws_vpc.Vpc', 'aws_subnet.Public-apse3-az1_11111111', 'aws_subnet.Public-apse3-az2_22222222'];

describe('production and staging (ENV-STG)', () => {
  test('are alike with the same addresses', () => {
    expect(differences(NETWORK, NETWORK)).toEqual([]);
  });

  test('are alike in a country whose name has hyphens: what a stack is, its key says, not its name', () => {
    expect(differences(NETWORK, NETWORK, 'network', 'new-atlantis-of-the-sea')).toEqual([]);
  });

  test('differ in a type that only one has, and in an address', () => {
    const [vpc = '', ...subnets] = NETWORK;
    expect(differences([...NETWORK, 'aws_flow_log.Logs'], [vpc, ...subnets, 'aws_subnet.Extra'])).toEqual([
      'utopia/staging lacks the type of aws_flow_log.Logs',
      'utopia/production lacks the address of aws_subnet.Extra',
    ]);
  });

  test('differ in a zone of a part, where both use the zone', () => {
    const table = ['aws_route_table.Eks-apse3-az1_33333333', 'aws_route_table.Eks-apse3-az2_44444444'];
    expect(differences([...NETWORK, ...table], [...NETWORK, 'aws_route_table.Eks-apse3-az1_33333333'])).toEqual([
      'utopia/staging lacks the address of aws_route_table.Eks-apse3-az2_44444444',
    ]);
  });

  test('are alike with fewer zones in staging, not with fewer in production', () => {
    const fewer = NETWORK.slice(0, 2);
    expect(differences(NETWORK, fewer)).toEqual([]);
    expect(differences(fewer, NETWORK)).toEqual([
      'utopia/production lacks the address of aws_subnet.Public-apse3-az2_22222222',
    ]);
  });

  test('are alike with one NAT gateway in staging, not with none (NET-3)', () => {
    const gateways = ['aws_nat_gateway.Nat-apse3-az1_55555555', 'aws_nat_gateway.Nat-apse3-az2_66666666'];
    expect(differences([...NETWORK, ...gateways], [...NETWORK, 'aws_nat_gateway.Nat-apse3-az1_55555555'])).toEqual([]);
    expect(differences([...NETWORK, ...gateways], NETWORK)).toEqual([
      'utopia/staging lacks the type of aws_nat_gateway.Nat-apse3-az1_55555555',
      'utopia/staging lacks the type of aws_nat_gateway.Nat-apse3-az2_66666666',
    ]);
  });

  test('are alike with nodes in fewer zones of staging, not without a group', () => {
    const groups = ['aws_eks_node_group.Kafka-apse3-az1_77777777', 'aws_eks_node_group.Kafka-apse3-az2_88888888'];
    const other = 'aws_eks_node_group.App';
    expect(differences([...groups, other], [...groups.slice(1), other], 'clusters')).toEqual([]);
    expect(differences([...groups, other], [other], 'clusters')).toEqual([
      'utopia/staging lacks the address of aws_eks_node_group.Kafka-apse3-az1_77777777',
      'utopia/staging lacks the address of aws_eks_node_group.Kafka-apse3-az2_88888888',
    ]);
  });

  test('are not compared by equal addresses of two stacks', () => {
    const inventory = Inventory.fromStacks({
      a: stackOf('utopia/production', 'storage', ['aws_kms_key.Key']),
      b: stackOf('utopia/staging', 'access', ['aws_kms_key.Key']),
    });
    const [pair] = mirroredEnvironments(inventory.stacks);
    const found = pair === undefined ? [] : mirrorDifferences(pair, inventory.stacks, inventory.resources());
    expect(found.map(({ lackedBy }) => lackedBy)).toEqual(['utopia/staging', 'utopia/production']);
  });
});

test('a country without both has nothing to compare', () => {
  const { stacks } = Inventory.fromStacks({
    a: stackOf('utopia/production', 'network', []),
    b: stackOf('atlantis/staging', 'network', []),
  });
  expect(mirroredEnvironments(stacks)).toEqual([]);
});

describe('what a stack is in its environment', () => {
  const kindOf = (stack: object) => Inventory.fromStacks({ 'new-atlantis-dev-data-lake': stack }).stacks[0]?.kind;

  test('is in its metadata, or else at the end of its state key, or in its tags, never in its name', () => {
    const backend = { s3: { key: 'new-atlantis/dev/network.tfstate' } };
    const provider = { aws: [{ default_tags: [{ tags: { stack: 'storage' } }] }] };
    expect(kindOf({ '//': { metadata: { layer: 'edge' } }, terraform: { backend }, provider })).toBe('edge');
    expect(kindOf({ terraform: { backend }, provider })).toBe('network');
    expect(kindOf({ provider })).toBe('storage');
    expect(kindOf({})).toBeUndefined();
  });
});
