import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { costOf } from './cost-of.ts';
import { charged, costOfStack, stackOf, unpricedIn } from './fixtures/priced-stack.ts';

describe('use', () => {
  const bucket = { aws_s3_bucket: { A: {} } };

  // https://aws.amazon.com/s3/pricing: 3,500 × 0.025; 5 million writes are 5,000 × 0.005, 5 million reads 500 × 0.004.
  test('is what the environment assumes, at the price of a unit', () => {
    const usage = { bucketStorageGb: 3500, bucketWritesMillions: 5, bucketReadsMillions: 5 };
    const cost = costOfStack(bucket, { usage });
    expect(charged(cost)).toEqual([
      ['S3: objects in buckets', 87.5],
      ['S3: writes', 25],
      ['S3: reads', 2],
    ]);
    expect(cost.usdByUse).toBe(114.5);
    expect(cost.lines.map(({ assumes }) => assumes)).toEqual([
      { name: 'bucketStorageGb', value: 3500, isDefault: false },
      { name: 'bucketWritesMillions', value: 5, isDefault: false },
      { name: 'bucketReadsMillions', value: 5, isDefault: false },
    ]);
  });

  test('says where it is nobody’s assumption but the default', () => {
    expect(costOfStack(bucket).lines.map(({ assumes }) => assumes?.isDefault)).toEqual([true, true, true]);
  });

  test('of what is not there costs nothing', () => {
    const { lines } = costOfStack({ aws_iam_role: { Plan: {} } }, { usage: { natGatewayGb: 1000 } });
    expect(lines).toEqual([]);
  });
});

describe('free parts of an account', () => {
  const nat = { aws_nat_gateway: { Nat: {} } };
  const usage = { internetOutGb: 80, natGatewayGb: 0 };
  const out = (environments: readonly { readonly stage: string; readonly account: string }[]) => {
    const stacks = environments.map(({ stage, account }) => stackOf(nat, { stage, account, usage }));
    const costs = costOf(Inventory.fromStacks(Object.assign({}, ...stacks)), { on: '2026-11-27' });
    return costs.map(({ lines }) =>
      lines.filter(({ service }) => service === 'Data transfer').map((one) => one.quantity),
    );
  };

  // https://aws.amazon.com/ec2/pricing/on-demand: 100 GB out a month are free, for all of an account.
  test('are taken off once, and no more than there is', () => {
    expect(
      out([
        { stage: 'dev', account: '1' },
        { stage: 'staging', account: '1' },
      ]),
    ).toEqual([
      [80, -80],
      [80, -20],
    ]);
    expect(
      out([
        { stage: 'dev', account: '1' },
        { stage: 'staging', account: '2' },
      ]),
    ).toEqual([
      [80, -80],
      [80, -80],
    ]);
  });
});

describe('a cost', () => {
  test('says which day, region and budget it is of, and where each thing stands', () => {
    const cost = costOfStack(
      {
        aws_budgets_budget: { Budget: { limit_amount: '45000' } },
        aws_secretsmanager_secret: {
          Token: {
            '//': { metadata: { path: 'indonesia-production-account/Tokens/Token/Default' } },
            tags: { team: 'data' },
          },
        },
      },
      { usage: { secretRequestsMillions: 0 } },
    );
    expect(cost).toMatchObject({
      environment: 'indonesia/production',
      region: 'ap-southeast-3',
      on: '2026-11-27',
      budgetUsd: 45000,
      usdPerMonth: 0.4,
    });
    expect(cost.lines[0]).toMatchObject({
      stack: 'indonesia-production-account',
      address: 'aws_secretsmanager_secret.Token',
      path: 'Tokens/Token',
      tags: { environment: 'production', stack: 'account', team: 'data' },
      quantity: 1,
      price: { usd: 0.4, unit: 'secret-month', region: 'ap-southeast-1', isStandIn: true, readOn: '2025-05-31' },
    });
  });

  test('lists a type that nobody has judged', () => {
    expect(unpricedIn(costOfStack({ aws_quantum_computer: { One: {} } }))).toEqual([
      'unknown: 1 aws_quantum_computer: nobody has said whether this type is billed',
    ]);
  });

  test('of a plan leaves out what the plan takes away', () => {
    const change = (actions: string[]) => ({
      address: `aws_nat_gateway.${actions[0]}`,
      mode: 'managed',
      type: 'aws_nat_gateway',
      name: actions[0],
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: { actions, before: {}, after: actions[0] === 'delete' ? null : {}, after_unknown: {} },
    });
    const json = {
      format_version: '1.2',
      terraform_version: '1.11.4',
      resource_changes: [change(['delete']), change(['create'])],
      configuration: {
        provider_config: { aws: { name: 'aws', expressions: { region: { constant_value: 'ap-southeast-3' } } } },
      },
    };
    const inventory = Inventory.fromPlan({ stack: 'indonesia-production-network', json }).completedFrom(
      Inventory.fromStacks(stackOf({ aws_nat_gateway: { create: {}, delete: {} } }, { layer: 'network' })),
    );
    const [cost] = costOf(inventory, { on: '2026-11-27' });
    const gateways = cost?.lines.filter(({ what }) => what === 'NAT gateways') ?? [];
    expect(gateways.map(({ address }) => address)).toEqual(['aws_nat_gateway.create']);
  });

  test('can be asked for some types alone', () => {
    const resources = { aws_nat_gateway: { Nat: {} }, aws_kms_key: { Key: {} } };
    const [cost] = costOf(Inventory.fromStacks(stackOf(resources)), { on: '2026-11-27', types: ['aws_kms_key'] });
    expect(cost?.usdPerMonth).toBe(1);
  });
});

test('a second country has prices of regions that stand in for its own, and says so', () => {
  const cost = costOfStack({ aws_eip: { Nat: {} }, aws_eks_cluster: { App: {} } }, { region: 'ap-southeast-5' });
  expect(cost.lines.map(({ price }) => [price.id, price.region, price.isStandIn])).toEqual([
    ['vpc/public-address', 'ap-southeast-1', true],
    ['eks/cluster', 'global', false],
  ]);
});

test('a region without a table has prices for what costs the same everywhere, and the rest is listed', () => {
  const cost = costOfStack({ aws_eip: { Nat: {} }, aws_eks_cluster: { App: {} } }, { region: 'eu-north-9' });
  expect(charged(cost)).toEqual([['EKS: clusters', 73]]);
  expect(unpricedIn(cost)).toEqual([
    'VPC: 1 public addresses: no price was found, in this region or one that stands in for it',
  ]);
});
