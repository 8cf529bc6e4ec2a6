import { describe, expect, test } from 'vitest';
import { Inventory } from './inventory.ts';

const json = {
  network: {
    terraform: { backend: { s3: { bucket: 'states', key: 'indonesia/dev/network.tfstate' } } },
    resource: {
      aws_vpc: { Main: { tags: { backup: 'daily' }, '//': { metadata: { path: 'network/Net/Main' } } } },
      aws_subnet: { A: { vpc_id: '${aws_vpc.Main.id}' } },
    },
    output: { subnet: { value: '${aws_subnet.A}' }, both: { value: { vpc: '${aws_vpc.Main.id}', text: 'x' } } },
  },
  databases: {
    data: {
      aws_region: { Here: {} },
      terraform_remote_state: {
        net: { backend: 's3', config: { bucket: 'states', key: 'indonesia/dev/network.tfstate' } },
      },
    },
    resource: {
      aws_db_instance: {
        Main: {
          subnet: '${data.terraform_remote_state.net.outputs.subnet.id}',
          vpc: '${data.terraform_remote_state.net.outputs["both"].vpc}',
          text: '${data.terraform_remote_state.net.outputs.both.text}',
        },
      },
    },
  },
};
const inventory = Inventory.fromStacks(json);
const database = { stack: 'databases', address: 'aws_db_instance.Main' };
const vpc = { stack: 'network', address: 'aws_vpc.Main' };
const addresses = (found: readonly { readonly address: string }[]) => found.map(({ address }) => address);

describe('queries', () => {
  test('take every field together', () => {
    const query = { type: ['aws_vpc', 'aws_s*'], stack: 'net*', environment: 'indonesia/*', mode: 'managed' } as const;
    expect(addresses(inventory.resources(query))).toEqual(['aws_subnet.A', 'aws_vpc.Main']);
    expect(addresses(inventory.resources({ ...query, address: '*.A' }))).toEqual(['aws_subnet.A']);
  });

  test('find by construct path, tag and mode', () => {
    expect(addresses(inventory.resources({ path: '**/Net/*' }))).toEqual(['aws_vpc.Main']);
    expect(addresses(inventory.resources({ tag: 'backup' }))).toEqual(['aws_vpc.Main']);
    expect(addresses(inventory.resources({ tag: { backup: 'weekly' } }))).toEqual([]);
    expect(addresses(inventory.resources({ mode: 'data', type: 'aws_*' }))).toEqual(['data.aws_region.Here']);
    expect(addresses(inventory.ofType('aws_subnet'))).toEqual(['aws_subnet.A']);
  });

  test('follow edges both ways', () => {
    expect(addresses(inventory.references(database))).toEqual(['aws_subnet.A', 'aws_vpc.Main']);
    expect(addresses(inventory.referencedBy(vpc))).toEqual(['aws_db_instance.Main', 'aws_subnet.A']);
  });

  test('find the shortest way, and that there is none the other way round', () => {
    expect(addresses(inventory.pathBetween(database, vpc) ?? [])).toEqual(['aws_db_instance.Main', 'aws_vpc.Main']);
    expect(inventory.reaches(database, vpc)).toBe(true);
    expect(inventory.reaches(vpc, database)).toBe(false);
    expect(inventory.reaches(vpc, { stack: 'network', address: 'aws_vpc.None' })).toBe(false);
  });

  test('count by type and by stack', () => {
    expect(inventory.countByType({ stack: 'network' })).toEqual({ aws_subnet: 1, aws_vpc: 1 });
    expect(inventory.countByStack({ mode: 'managed' })).toEqual({ databases: 1, network: 2 });
  });

  test('group stacks into layers', () => {
    expect(inventory.layers().map((layer) => layer.map(({ name }) => name))).toEqual([['network'], ['databases']]);
  });
});

describe('outputs', () => {
  test('lead on to the attribute that is taken of a whole resource', () => {
    expect(inventory.byAddress('databases', 'aws_db_instance.Main')?.references[0]).toMatchObject({
      path: 'subnet',
      address: 'aws_subnet.A',
      attribute: 'id',
    });
  });

  test('lead only to the part that is taken of an object', () => {
    expect(inventory.byAddress('databases', 'aws_db_instance.Main')?.references.map(({ path }) => path)).toEqual([
      'subnet',
      'vpc',
    ]);
  });

  test('of a stack that was not given stay at the remote state', () => {
    const alone = Inventory.fromStacks({ databases: json.databases });
    expect(alone.problems).toEqual([]);
    expect(alone.byAddress('databases', 'aws_db_instance.Main')?.references[0]).toMatchObject({
      address: 'data.terraform_remote_state.net',
      attribute: 'outputs.subnet.id',
    });
  });
});

describe('problems', () => {
  test('name what is missing, and where it is asked for', () => {
    const stacks = {
      a: {
        locals: { loop: '${local.loop}' },
        data: { terraform_remote_state: { 'cross-stack-reference-input-b': { backend: 'local', config: {} } } },
        resource: {
          aws_x: {
            y: {
              one: '${aws_vpc.Gone.id}',
              two: ['${local.gone}', '${var.gone}', '${local.loop}'],
              three: '${data.terraform_remote_state.cross-stack-reference-input-b.outputs.gone}',
              depends_on: ['aws_vpc.Gone', 'data.terraform_remote_state.cross-stack-reference-input-b.outputs.here'],
            },
          },
        },
        output: { o: { value: '${aws_vpc.Gone.id}' } },
      },
      b: { output: { here: { value: 'x' } } },
    };
    expect(Inventory.fromStacks(stacks).problems.map((p) => `${p.stack} ${p.address} ${p.path}: ${p.message}`)).toEqual(
      [
        'a aws_x.y depends_on: refers to aws_vpc.Gone, but stack a has no resource aws_vpc.Gone',
        'a aws_x.y depends_on: names data.terraform_remote_state.cross-stack-reference-input-b.outputs.here, but depends_on takes whole resources of the same stack; between stacks declare stack.addDependency instead',
        'a aws_x.y one: refers to aws_vpc.Gone.id, but stack a has no resource aws_vpc.Gone',
        'a aws_x.y three: refers to data.terraform_remote_state.cross-stack-reference-input-b.outputs.gone, but stack b has no output gone',
        'a aws_x.y two[0]: refers to local.gone, but stack a has no local gone',
        'a aws_x.y two[1]: refers to var.gone, but stack a has no variable gone',
        'a output.o : refers to aws_vpc.Gone.id, but stack a has no resource aws_vpc.Gone',
      ],
    );
  });

  test('name stacks that need each other', () => {
    const reading = (other: string) => ({
      data: { terraform_remote_state: { [`cross-stack-reference-input-${other}`]: { backend: 'local', config: {} } } },
    });
    expect(Inventory.fromStacks({ a: reading('b'), b: reading('a') }).problems.map(({ message }) => message)).toEqual([
      'depends on itself or on a stack of the cycle a, b, so no order exists',
      'depends on itself or on a stack of the cycle a, b, so no order exists',
    ]);
  });
});

test('prints the same bytes whatever order the stacks and keys come in', () => {
  const reversed = Object.fromEntries(Object.entries(json).reverse());
  const again = Inventory.fromStacks(JSON.parse(JSON.stringify(reversed)));
  expect(JSON.stringify(again)).toBe(JSON.stringify(inventory));
});

test('covers count and for_each by the address without index', () => {
  const stack = {
    resource: { aws_x: { many: { count: 2 }, one: { a: '${aws_x.many[0].id}', b: '${aws_x.many[*].id}' } } },
  };
  const counted = Inventory.fromStacks({ a: stack });
  expect(counted.problems).toEqual([]);
  expect(
    counted.byAddress('a', 'aws_x.one')?.references.map(({ address, attribute }) => `${address} ${attribute}`),
  ).toEqual(['aws_x.many id', 'aws_x.many id']);
});
