import { DataAwsRegion } from '@cdktf/provider-aws/lib/data-aws-region';
import { DataAwsVpc } from '@cdktf/provider-aws/lib/data-aws-vpc';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Inventory } from '@smile/inventory';
import type { TerraformStack } from 'cdktf';
import { describe, expect, test } from 'vitest';
import './matchers.ts';
import { stackFor } from './stack-for.ts';

function network(): { readonly stack: TerraformStack; readonly vpc: Vpc } {
  const made: Vpc[] = [];
  const stack = stackFor((scope) => {
    const vpc = new Vpc(scope, 'Main', {
      cidrBlock: '10.0.0.0/16',
      tags: { Name: 'main', backup: 'daily' },
      lifecycle: { preventDestroy: true },
    });
    new Subnet(scope, 'Private', { vpcId: vpc.id, cidrBlock: '10.0.0.0/19' });
    made.push(vpc);
  });
  const [vpc] = made;
  if (vpc === undefined) throw new Error('the stack has no VPC');
  return { stack, vpc };
}

describe('toHaveResource', () => {
  test('accepts a resource that has the properties and more', () => {
    expect(network().stack).toHaveResource(Vpc, { tags: { backup: 'daily' }, lifecycle: { prevent_destroy: true } });
  });

  test('resolves tokens in the expected properties', () => {
    const { stack, vpc } = network();
    expect(stack).toHaveResource(Subnet, { vpc_id: vpc.id });
  });

  test('applies asymmetric matchers at any depth', () => {
    expect(network().stack).toHaveResource(Vpc, { tags: { Name: expect.stringMatching(/^ma/) } });
  });

  test('takes undefined as "is absent"', () => {
    expect(network().stack).toHaveResource(Vpc, { instance_tenancy: undefined });
    expect(network().stack).not.toHaveResource(Vpc, { cidr_block: undefined });
  });

  test('compares lists element by element and wants them equally long', () => {
    const stack = stackFor((scope) => {
      const rules = [
        { fromPort: 80, toPort: 80, protocol: 'tcp' },
        { fromPort: 443, toPort: 443, protocol: 'tcp' },
      ];
      new SecurityGroup(scope, 'Web', { ingress: rules });
    });
    expect(stack).toHaveResource(SecurityGroup, { ingress: [{ from_port: 80 }, { from_port: 443 }] });
    expect(stack).not.toHaveResource(SecurityGroup, { ingress: [{ from_port: 80 }] });
  });

  test('prints the resources of the type that were found, and nothing else', () => {
    expect(() =>
      expect(network().stack).toHaveResource(Subnet, { cidr_block: '10.1.0.0/19' }),
    ).toFailWith(`expected Subnet with { cidr_block: '10.1.0.0/19' }
found 1 Subnet:
aws_subnet.Private {
  "cidr_block": "10.0.0.0/19",
  "vpc_id": "\${aws_vpc.Main.id}"
}`);
  });

  test('says that none was found', () => {
    expect(() => expect(network().stack).toHaveResource(SecurityGroup)).toFailWith(
      'expected SecurityGroup\nfound no SecurityGroup',
    );
  });

  test('prints at most 40 lines', () => {
    const stack = stackFor((scope) => {
      for (let zone = 0; zone < 12; zone += 1)
        new Subnet(scope, `Z${zone}`, { vpcId: 'vpc-1', cidrBlock: `10.0.${zone}.0/24` });
    });
    const body = (zone: number) =>
      `aws_subnet.Z${zone} {\n  "cidr_block": "10.0.${zone}.0/24",\n  "vpc_id": "vpc-1"\n}`;
    // Addresses are in text order, and ten bodies of four lines fill the forty.
    const shown = [0, 1, 10, 11, 2, 3, 4, 5, 6, 7].map(body).join('\n');
    expect(() => expect(stack).toHaveResource(Subnet, { vpc_id: 'vpc-2' })).toFailWith(
      `expected Subnet with { vpc_id: 'vpc-2' }\nfound 12 Subnet:\n${shown}\n… 8 more lines`,
    );
  });

  test('prints the matching resource when there should be none', () => {
    expect(() => expect(network().stack).not.toHaveResource(Subnet)).toFailWith(`expected no Subnet
found 1 Subnet:
aws_subnet.Private {
  "cidr_block": "10.0.0.0/19",
  "vpc_id": "\${aws_vpc.Main.id}"
}`);
  });

  test('refuses what is neither a stack nor an inventory', () => {
    expect(() => expect({ resource: {} }).toHaveResource(Vpc)).toFailWith(
      'expected a TerraformStack or an Inventory, got an object of class Object',
    );
  });

  test('reads an inventory of several stacks', () => {
    const inventory = Inventory.fromStacks({
      a: { resource: { aws_vpc: { Main: { cidr_block: '10.0.0.0/16' } } } },
      b: { resource: { aws_vpc: { Main: { cidr_block: '10.1.0.0/16' } } } },
    });
    expect(inventory).toHaveResource(Vpc, { cidr_block: '10.1.0.0/16' });
    expect(inventory).toHaveAddresses(['a/aws_vpc.Main', 'b/aws_vpc.Main']);
  });
});

describe('toHaveDataSource', () => {
  const stack = stackFor((scope) => {
    new DataAwsRegion(scope, 'Region', { name: 'us-east-1' });
  });

  test('accepts a data source that has the properties', () => {
    expect(stack).toHaveDataSource(DataAwsRegion, { name: 'us-east-1' });
  });

  test('does not take a resource of the same type for it', () => {
    expect(() => expect(network().stack).toHaveDataSource(DataAwsVpc)).toFailWith(
      'expected DataAwsVpc\nfound no DataAwsVpc',
    );
  });

  test('prints the data sources that were found', () => {
    expect(() =>
      expect(stack).toHaveDataSource(DataAwsRegion, { name: 'ap-southeast-3' }),
    ).toFailWith(`expected DataAwsRegion with { name: 'ap-southeast-3' }
found 1 DataAwsRegion:
data.aws_region.Region {
  "name": "us-east-1"
}`);
  });
});

test('the compiler keeps resources and data sources apart', () => {
  const { stack } = network();
  // @ts-expect-error a data source class is no resource class
  expect(stack).not.toHaveResource(DataAwsVpc);
  // @ts-expect-error a resource class is no data source class
  expect(() => expect(stack).toHaveDataSource(SecurityGroup)).toFailWith(
    'expected SecurityGroup\nfound no SecurityGroup',
  );
});

describe('toHaveResourceCount', () => {
  test('accepts the exact number, zero included', () => {
    expect(network().stack).toHaveResourceCount(Subnet, 1);
    expect(network().stack).toHaveResourceCount(SecurityGroup, 0);
  });

  test('prints what was found when the number differs', () => {
    expect(() => expect(network().stack).toHaveResourceCount(Subnet, 2)).toFailWith(`expected 2 Subnet
found 1 Subnet:
aws_subnet.Private {
  "cidr_block": "10.0.0.0/19",
  "vpc_id": "\${aws_vpc.Main.id}"
}`);
  });
});

describe('toHaveAddresses', () => {
  test('accepts the list in any order, without data sources', () => {
    expect(network().stack).toHaveAddresses(['aws_vpc.Main', 'aws_subnet.Private']);
  });

  test('lists what is lost and what is new', () => {
    expect(() =>
      expect(network().stack).toHaveAddresses(['aws_vpc.Main', 'aws_subnet.Intra']),
    ).toFailWith(`addresses differ: 1 lost, 1 new
lost:
  aws_subnet.Intra
new:
  aws_subnet.Private`);
  });
});
