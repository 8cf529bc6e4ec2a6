import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withTemporaryDirectory } from './fixtures/temporary-directory.ts';
import { clustersReading, NETWORK, terraform, writeConfiguration } from './fixtures/terraform.ts';
import { Inventory } from './inventory.ts';

const first = {
  resource: {
    terraform_data: {
      kept: { input: 'same' },
      tainted: { input: 'same' },
      changed: { input: 'old' },
      replaced: { triggers_replace: ['old'], lifecycle: { create_before_destroy: true } },
      gone: { input: '${terraform_data.kept.id}' },
      renamed: { input: 'same' },
    },
  },
};
const second = {
  moved: [{ from: 'terraform_data.renamed', to: 'terraform_data.named' }],
  variable: { size: { default: 'x' } },
  resource: {
    terraform_data: {
      kept: { input: 'same' },
      tainted: { input: 'same' },
      changed: { input: 'new', depends_on: ['terraform_data.kept'] },
      replaced: { triggers_replace: ['${terraform_data.added[0].id}'], lifecycle: { create_before_destroy: true } },
      added: { count: 1, input: '${upper(terraform_data.kept.output)}-${var.size}' },
      named: { input: 'same' },
    },
  },
};

const changes = withTemporaryDirectory((directory) => {
  writeConfiguration(directory, first);
  terraform(directory, 'init');
  terraform(directory, 'apply', '-auto-approve');
  terraform(directory, 'taint', 'terraform_data.tainted');
  writeConfiguration(directory, second);
  terraform(directory, 'plan', '-out=plan');
  return Inventory.fromPlan({ stack: 'app', json: terraform(directory, 'show', '-json', 'plan') });
});

describe('a plan', () => {
  test('has an action for each resource, those that go included', () => {
    const actions = changes.resources().map(({ address, change }) => [address, change?.action]);
    expect(Object.fromEntries(actions)).toEqual({
      'terraform_data.added[0]': 'create',
      'terraform_data.changed': 'update',
      'terraform_data.gone': 'delete',
      'terraform_data.kept': 'no-op',
      'terraform_data.named': 'no-op',
      'terraform_data.replaced': 'replace',
      'terraform_data.tainted': 'replace',
    });
  });

  test('says why and in which order something is replaced', () => {
    const replaced = { action: 'replace', createBeforeDestroy: true, replacePaths: ['triggers_replace'] };
    expect(changes.byAddress('app', 'terraform_data.replaced')?.change).toMatchObject({
      ...replaced,
      reason: 'replace_because_cannot_update',
    });
    expect(changes.byAddress('app', 'terraform_data.tainted')).toMatchObject({
      tainted: true,
      change: { createBeforeDestroy: false, replacePaths: [], reason: 'replace_because_tainted' },
    });
  });

  test('keeps the address before a move', () => {
    expect(changes.byAddress('app', 'terraform_data.named')?.change?.previousAddress).toBe('terraform_data.renamed');
  });

  test('has the values after it, and those before it of what goes', () => {
    expect(changes.byAddress('app', 'terraform_data.changed')?.values).toMatchObject({ input: 'new' });
    expect(changes.byAddress('app', 'terraform_data.gone')?.values).toMatchObject({ triggers_replace: null });
  });

  test('marks what is known only after apply', () => {
    expect(changes.byAddress('app', 'terraform_data.added[0]')?.unknown).toEqual(['id', 'output']);
    expect(changes.byAddress('app', 'terraform_data.kept')?.unknown).toEqual([]);
  });

  test('has references with the path and the attribute', () => {
    const edges = changes
      .resources()
      .flatMap(({ name, references }) =>
        references.map(({ path, address, attribute }) => `${name} ${path} -> ${address} ${attribute}`),
      );
    expect(edges).toEqual([
      'added input -> terraform_data.kept output',
      'changed depends_on -> terraform_data.kept ',
      'replaced triggers_replace[0] -> terraform_data.added[0] id',
    ]);
    expect(changes.problems).toEqual([]);
  });

  test('can be searched by action', () => {
    const going = changes.resources({ action: ['delete', 'replace'] }).map(({ name }) => name);
    expect(going).toEqual(['gone', 'replaced', 'tainted']);
  });
});

test('plans of several stacks are linked through their outputs', () => {
  const inventory = withTemporaryDirectory((root) => {
    const [network, clusters] = [join(root, 'network'), join(root, 'clusters')];
    writeConfiguration(network, NETWORK);
    terraform(network, 'init');
    terraform(network, 'apply', '-auto-approve');
    writeConfiguration(clusters, clustersReading(network));
    terraform(clusters, 'init');
    const documents = Object.entries({ network, clusters }).map(([stack, directory]) => {
      terraform(directory, 'plan', '-out=plan');
      return { stack, json: JSON.parse(terraform(directory, 'show', '-json', 'plan')) };
    });
    return Inventory.fromPlan(documents);
  });
  expect(inventory.stacks.map(({ name, dependencies }) => [name, dependencies])).toEqual([
    ['network', []],
    ['clusters', ['network']],
  ]);
  expect(inventory.byAddress('clusters', 'terraform_data.nodes')?.references).toMatchObject([
    {
      path: 'input.list[0]',
      stack: 'network',
      address: 'terraform_data.vpc',
      attribute: 'id',
      via: ['output network.vpc'],
    },
  ]);
  expect(inventory.outputs).toMatchObject([
    {
      name: 'vpc',
      description: 'for people',
      sensitive: true,
      consumers: [{ stack: 'clusters', path: 'input.list[0]' }],
    },
  ]);
  expect(inventory.problems).toEqual([]);
});

test('a plan knows what the plan of the stack below left open when both were made for a first apply', () => {
  const inventory = withTemporaryDirectory((root) => {
    const [network, clusters] = [join(root, 'network'), join(root, 'clusters')];
    const planOf = (directory: string) => {
      terraform(directory, 'plan', '-out=plan');
      return JSON.parse(terraform(directory, 'show', '-json', 'plan'));
    };
    writeConfiguration(network, NETWORK);
    terraform(network, 'init');
    const below = planOf(network);
    terraform(network, 'apply', '-auto-approve');
    writeConfiguration(clusters, clustersReading(network));
    terraform(clusters, 'init');
    return Inventory.fromPlan([
      { stack: 'network', json: below },
      { stack: 'clusters', json: planOf(clusters) },
    ]);
  });
  const nodes = inventory.byAddress('clusters', 'terraform_data.nodes')?.values;
  const vpc = inventory.byAddress('network', 'terraform_data.vpc');
  expect(vpc?.values.id).toMatch(/^[0-9a-f-]{36}$/);
  expect(nodes).toMatchObject({ input: { list: [vpc?.values.id] } });
  expect(vpc?.unknown).toEqual(['output']);
});

test('what is replaced may have had another value when the stack above was planned, so it stays open', () => {
  const inventory = withTemporaryDirectory((root) => {
    const [network, clusters] = [join(root, 'network'), join(root, 'clusters')];
    writeConfiguration(network, NETWORK);
    terraform(network, 'init');
    terraform(network, 'apply', '-auto-approve');
    terraform(network, 'taint', 'terraform_data.vpc');
    writeConfiguration(clusters, clustersReading(network));
    terraform(clusters, 'init');
    const documents = Object.entries({ network, clusters }).map(([stack, directory]) => {
      terraform(directory, 'plan', '-out=plan');
      return { stack, json: JSON.parse(terraform(directory, 'show', '-json', 'plan')) };
    });
    return Inventory.fromPlan(documents);
  });
  const vpc = inventory.byAddress('network', 'terraform_data.vpc');
  expect(vpc?.change?.action).toBe('replace');
  expect(vpc?.values.id).toBeUndefined();
  expect(vpc?.unknown).toContain('id');
});

test('takes reference lists where the configuration is HCL, without their beginnings', () => {
  const json = {
    format_version: '1.2',
    planned_values: {},
    resource_changes: ['a', 'b'].map((name) => ({
      address: `aws_x.${name}`,
      mode: 'managed',
      type: 'aws_x',
      name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { actions: ['create'], before: null, after: {}, after_unknown: {}, after_sensitive: { secret: true } },
    })),
    configuration: {
      provider_config: { 'aws.us': { expressions: { region: { constant_value: 'us-east-1' } } } },
      root_module: {
        resources: [
          { address: 'aws_x.a', provider_config_key: 'aws.us', expressions: {} },
          {
            address: 'aws_x.b',
            provider_config_key: 'aws.us',
            expressions: { rule: [{ ids: { references: ['aws_x.a.id', 'aws_x.a', 'local.x'] } }] },
          },
        ],
      },
    },
  };
  const b = Inventory.fromPlan({ stack: 's', json }).byAddress('s', 'aws_x.b');
  expect(b).toMatchObject({
    provider: 'aws.us',
    region: 'us-east-1',
    sensitive: ['secret'],
    references: [{ path: 'rule[0].ids', address: 'aws_x.a', attribute: 'id' }],
  });
  expect(b?.references).toHaveLength(1);
});
