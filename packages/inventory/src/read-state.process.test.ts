import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withTemporaryDirectory } from './fixtures/temporary-directory.ts';
import { clustersReading, NETWORK, terraform, writeConfiguration } from './fixtures/terraform.ts';
import { Inventory } from './inventory.ts';

const { raw, shown, synthesized } = withTemporaryDirectory((root) => {
  const directories = { network: join(root, 'network'), clusters: join(root, 'clusters') };
  const configurations = { network: NETWORK, clusters: clustersReading(directories.network) };
  const stacks = Object.entries(directories).map(([stack, directory]) => {
    writeConfiguration(directory, stack === 'network' ? configurations.network : configurations.clusters);
    terraform(directory, 'init');
    terraform(directory, 'apply', '-auto-approve');
    terraform(directory, 'taint', stack === 'network' ? 'terraform_data.subnet["a"]' : 'terraform_data.nodes');
    return { stack, raw: terraform(directory, 'state', 'pull'), shown: terraform(directory, 'show', '-json') };
  });
  return {
    raw: Inventory.fromState(stacks.map(({ stack, raw: json }) => ({ stack, json }))),
    shown: Inventory.fromState(stacks.map(({ stack, shown: json }) => ({ stack, json }))),
    synthesized: Inventory.fromStacks(configurations),
  };
});

describe.each([
  ['terraform state pull', raw],
  ['terraform show -json', shown],
])('a state from %s', (_, inventory) => {
  test('has every instance with its values', () => {
    expect(inventory.resources({ stack: 'network' }).map(({ address, index }) => [address, index])).toEqual([
      ['terraform_data.subnet["a"]', 'a'],
      ['terraform_data.subnet["b"]', 'b'],
      ['terraform_data.vpc', undefined],
    ]);
    expect(inventory.byAddress('network', 'terraform_data.vpc')).toMatchObject({
      mode: 'managed',
      type: 'terraform_data',
      provider: 'terraform',
      values: { input: { cidr: '10.0.0.0/16' } },
    });
  });

  test('has dependencies as references', () => {
    expect(inventory.byAddress('network', 'terraform_data.subnet["b"]')?.references).toEqual([
      {
        path: 'dependencies',
        expression: 'terraform_data.vpc',
        stack: 'network',
        address: 'terraform_data.vpc',
        attribute: '',
        via: [],
      },
    ]);
  });

  test('marks what is tainted', () => {
    const tainted = inventory.resources().filter((resource) => resource.tainted);
    expect(tainted.map(({ address }) => address)).toEqual(['terraform_data.nodes', 'terraform_data.subnet["a"]']);
  });

  test('has outputs and the order of stacks', () => {
    expect(inventory.outputs).toMatchObject([{ stack: 'network', name: 'vpc', sensitive: true }]);
    expect(inventory.layers().map((layer) => layer.map(({ name }) => name))).toEqual([['network'], ['clusters']]);
    expect(inventory.stacks[0]?.terraformVersion).toMatch(/^1\./);
  });

  test('gets exact references, to every instance, from the synthesized stacks', () => {
    const completed = inventory.completedFrom(synthesized);
    expect(completed.byAddress('clusters', 'terraform_data.nodes')).toMatchObject({
      tainted: true,
      references: [{ path: 'input.list[0]', stack: 'network', address: 'terraform_data.vpc', attribute: 'id' }],
    });
    expect(completed.outputs).toMatchObject([
      { producers: [{ address: 'terraform_data.vpc' }], consumers: [{ address: 'terraform_data.nodes' }] },
    ]);
  });
});

test('both forms of a state give the same resources', () => {
  const resources = (inventory: Inventory) => inventory.resources().map(({ sensitive, ...resource }) => resource);
  expect(resources(raw)).toEqual(resources(shown));
});

test('a raw state has serial and lineage', () => {
  expect(raw.stacks[0]?.serial).toBeGreaterThan(0);
  expect(raw.stacks[0]?.lineage).toMatch(/^[0-9a-f-]{36}$/);
});

describe('a raw state file', () => {
  const instance = {
    attributes: {
      arn: 'arn:aws:rds:ap-southeast-3:111111111111:db:x',
      tags_all: { country: 'indonesia', environment: 'dev' },
    },
  };
  const json = {
    version: 4,
    resources: [
      {
        module: 'module.a',
        mode: 'managed',
        type: 'aws_db_instance',
        name: 'Main',
        provider: 'provider["registry.terraform.io/hashicorp/aws"].us',
        instances: [
          { ...instance, index_key: 0, deposed: 'deadbeef' },
          {
            ...instance,
            index_key: 0,
            sensitive_attributes: [
              [{ type: 'get_attr', value: 'password' }],
              [
                { type: 'get_attr', value: 'users' },
                { type: 'index', value: { value: 1, type: 'number' } },
              ],
            ],
          },
        ],
      },
    ],
  };

  test('names module, provider alias, deposed objects and sensitive attributes', () => {
    const inventory = Inventory.fromState({ stack: 's', json });
    expect(inventory.resources()).toHaveLength(1);
    expect(inventory.byAddress('s', 'module.a.aws_db_instance.Main[0]')).toMatchObject({
      module: 'module.a',
      provider: 'aws.us',
      deposed: ['deadbeef'],
      sensitive: ['password', 'users[1]'],
    });
  });

  test('tells environment, account and region by tags and ARN', () => {
    expect(Inventory.fromState({ stack: 's', json }).resources()[0]).toMatchObject({
      environment: 'indonesia/dev',
      account: '111111111111',
      region: 'ap-southeast-3',
    });
  });
});

test('what takes no tags is of the environment of its stack', () => {
  const of = (type: string, name: string, attributes: object) => ({
    mode: 'managed',
    type,
    name,
    provider: '',
    instances: [{ attributes }],
  });
  const json = {
    version: 4,
    resources: [
      of('helm_release', 'Grafana', { name: 'grafana' }),
      of('aws_eks_addon', 'Dns', { tags_all: { country: 'indonesia', environment: 'dev' } }),
    ],
  };
  const inventory = Inventory.fromState({ stack: 's', json });
  expect(inventory.resources({ environment: 'indonesia/dev' }).map(({ address }) => address)).toEqual([
    'aws_eks_addon.Dns',
    'helm_release.Grafana',
  ]);
});

test('an empty state has no resources', () => {
  expect(Inventory.fromState({ stack: 's', json: { format_version: '1.0' } }).resources()).toEqual([]);
});

test('a value of any type comes out of its wrapping in a raw state; an object that only looks like one stays', () => {
  const instance = (attributes: object) => ({ instances: [{ attributes }], mode: 'managed', provider: '' });
  const state = {
    version: 4,
    resources: [
      {
        ...instance({ rule: { value: [{ name: 'Common' }], type: ['tuple', [['object', { name: 'string' }]]] } }),
        type: 'aws_wafv2_web_acl',
        name: 'Acl',
      },
      {
        ...instance({ value: { value: 'strict', type: 'string' } }),
        type: 'cloudflare_zone_setting',
        name: 'Ssl',
      },
      {
        ...instance({
          data: { flags: { value: 0, type: 'number' }, tag: 'issue' },
          filter: { value: 'x', type: 'tag' },
        }),
        type: 'cloudflare_dns_record',
        name: 'Caa',
      },
      { ...instance({ filter: { value: 'x', type: 'tag' } }), type: 'aws_x', name: 'y' },
    ],
  };
  const values = Inventory.fromState({ stack: 'edge', json: state })
    .resources()
    .map((one) => one.values);
  expect(values).toEqual([
    { rule: [{ name: 'Common' }] },
    { filter: { value: 'x', type: 'tag' } },
    { data: { flags: 0, tag: 'issue' }, filter: { value: 'x', type: 'tag' } },
    { value: 'strict' },
  ]);
});
