import { describe, expect, test } from 'vitest';
import { withTemporaryDirectory } from './fixtures/temporary-directory.ts';
import { synthesizeTwoStacks } from './fixtures/two-stack-app.ts';
import { Inventory } from './inventory.ts';

const inventory = withTemporaryDirectory((directory) => {
  synthesizeTwoStacks(directory);
  return Inventory.fromSynth(directory);
});

const edges = (stack: string, address: string) =>
  inventory
    .byAddress(stack, address)
    ?.references.map((edge) => `${edge.path} -> ${edge.stack} ${edge.address} ${edge.attribute}`);

describe('a synthesized directory', () => {
  test('has stacks with their order, backend and environment', () => {
    expect(inventory.stacks.map(({ name, layer, dependencies }) => ({ name, layer, dependencies }))).toEqual([
      { name: 'network', layer: 0, dependencies: [] },
      { name: 'clusters', layer: 1, dependencies: ['network'] },
    ]);
    expect(inventory.stacks[1]).toMatchObject({
      constructPath: 'clusters',
      environment: 'indonesia/production',
      backend: { type: 's3', config: { key: 'indonesia/production/clusters.tfstate' } },
      moved: [{ from: 'aws_security_group.Old', to: 'aws_security_group.Moved' }],
      requiredProviders: { aws: { source: 'aws' } },
    });
  });

  test('has resources with construct path, protection, tags, account and region', () => {
    expect(inventory.byAddress('network', 'aws_vpc.Network')).toMatchObject({
      mode: 'managed',
      type: 'aws_vpc',
      name: 'Network',
      provider: 'aws',
      constructPath: 'network/Network/Default',
      values: { cidr_block: '10.0.0.0/16', tags: { Name: 'main', backup: 'daily' } },
      lifecycle: { preventDestroy: true, createBeforeDestroy: true, ignoreChanges: ['tags'] },
      tags: { Name: 'main', backup: 'daily' },
      tagsAll: { Name: 'main', backup: 'daily', stack: 'network' },
      environment: 'indonesia/production',
      account: '111111111111',
      region: 'ap-southeast-3',
    });
  });

  test('takes region, account and default tags from the provider that a resource names', () => {
    const web = inventory.byAddress('clusters', 'aws_security_group.Web');
    expect(web).toMatchObject({ provider: 'aws.abroad', region: 'us-east-1', tagsAll: {} });
    expect(web?.account).toBeUndefined();
  });

  test('follows references inside a stack', () => {
    expect(edges('network', 'aws_subnet.Private-az1')).toEqual(['vpc_id -> network aws_vpc.Network id']);
    expect(edges('clusters', 'aws_security_group.Moved')).toEqual([
      'description -> clusters data.aws_iam_policy_document.Document json',
    ]);
  });

  test('follows references across stacks, through functions too', () => {
    expect(edges('clusters', 'aws_security_group.Nodes')).toEqual([
      'description -> network aws_vpc.Network arn',
      'tags.zones -> network aws_subnet.Private-az1 id',
      'tags.zones -> network aws_subnet.Private-az2 id',
      'vpc_id -> network aws_vpc.Network id',
    ]);
    expect(edges('clusters', 'data.aws_iam_policy_document.Document')).toEqual([
      'statement[0].resources[0] -> network aws_vpc.Network arn',
    ]);
  });

  test('follows references through a local and an output, and says so', () => {
    expect(inventory.byAddress('clusters', 'aws_security_group.Web')?.references).toEqual([
      {
        path: 'ingress[0].security_groups[0]',
        expression: 'aws_security_group.Nodes.id',
        stack: 'clusters',
        address: 'aws_security_group.Nodes',
        attribute: 'id',
        via: [],
      },
      {
        path: 'name',
        expression: 'local.name',
        stack: 'network',
        address: 'aws_vpc.Network',
        attribute: 'tags_all',
        via: ['local.name', 'output network.cross-stack-output-aws_vpcNetworktags_all'],
      },
    ]);
  });

  test('knows who makes and who reads an output', () => {
    const byName = (name: string) => inventory.outputs.find((output) => output.name === name);
    expect(byName('cross-stack-output-aws_vpcNetworkarn')).toMatchObject({
      stack: 'network',
      sensitive: true,
      producers: [{ stack: 'network', address: 'aws_vpc.Network', attribute: 'arn' }],
      consumers: [
        { stack: 'clusters', address: 'aws_security_group.Nodes', path: 'description' },
        { stack: 'clusters', address: 'data.aws_iam_policy_document.Document', path: 'statement[0].resources[0]' },
      ],
    });
    expect(byName('VpcId')).toMatchObject({ description: 'for people', sensitive: false, consumers: [] });
  });

  test('has no problems', () => {
    expect(inventory.problems).toEqual([]);
  });
});

test('a resource has the waivers of its construct and of those above; a plan or a state takes them over', () => {
  const waiver = { rule: 'CKV_AWS_51', reason: 'a test', owner: 'platform', expires: '2027-06-30', at: 'registry/Web' };
  const at = (path: string) => ({ '//': { metadata: { path } } });
  const repositories = { Web: at('registry/Web/Default'), WebCache: at('registry/WebCache') };
  const synthesized = Inventory.fromStacks({
    registry: { '//': { waivers: [waiver] }, resource: { aws_ecr_repository: repositories } },
  });
  expect(synthesized.stacks[0]?.waivers).toEqual([waiver]);
  expect(synthesized.resources().map(({ name, waivers }) => [name, waivers])).toEqual([
    ['Web', [waiver]],
    ['WebCache', []],
  ]);

  const images = { mode: 'managed', type: 'aws_ecr_repository', name: 'Web', instances: [{ attributes: {} }] };
  const state = Inventory.fromState({ stack: 'registry', json: { version: 4, resources: [images] } });
  expect(state.resources().map(({ waivers }) => waivers)).toEqual([[]]);
  expect(
    state
      .completedFrom(synthesized)
      .resources()
      .map(({ waivers }) => waivers),
  ).toEqual([[waiver]]);
});
