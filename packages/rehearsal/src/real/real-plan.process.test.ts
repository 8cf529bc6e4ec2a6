import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Inventory } from '@smile/inventory';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type StandIns, startStandIns } from '../provider/start-stand-ins.ts';
import { toJunit } from '../runner/junit.ts';
import { rehearse } from '../runner/rehearse.ts';
import type { RehearsalReport } from '../runner/report.ts';
import { schemasFor } from '../runner/type-usage.ts';
import type { BlockSchema, ProviderSchema } from '../schema/schema.ts';
import type { RealProvider } from './find-plugins.ts';

const root = mkdtempSync(join(tmpdir(), 'smile-real-plan-'));

/** Two stacks, of which the second reads the state of the first. */
function estate(): Inventory {
  const outdir = join(root, 'out');
  const app = new App({ outdir });
  const [network, hosts] = ['network', 'hosts'].map((id) => {
    const stack = new TerraformStack(app, id);
    new AwsProvider(stack, 'Aws', { region: 'ap-southeast-3', allowedAccountIds: ['111111111111'] });
    new S3Backend(stack, { bucket: 'states', key: `indonesia/dev/${id}.tfstate`, region: 'ap-southeast-3' });
    return stack;
  });
  const vpc = new Vpc(new Construct(network as TerraformStack, 'Net'), 'Vpc', {
    cidrBlock: '10.0.0.0/16',
    enableDnsSupport: true,
  });
  new Subnet(hosts as TerraformStack, 'Subnet', { vpcId: vpc.id, cidrBlock: '10.0.0.0/24' });
  app.synth();
  return Inventory.fromSynth(outdir);
}

/** A stand-in in the place of a real plugin, which every machine has: version 5.0.0, without `enable_dns_support`. */
let judge: StandIns;
let synthesized: Inventory;

beforeAll(async () => {
  synthesized = estate();
  judge = await startStandIns({ schemas: schemasFor(synthesized) });
});

afterAll(() => {
  judge.close();
  rmSync(root, { recursive: true, force: true });
});

function realProvider(served: StandIns = judge): RealProvider {
  const attributes = (...names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const [reattach] = Object.values(JSON.parse(served.reattach) as Record<string, never>);
  return {
    name: 'aws',
    source: 'registry.terraform.io/hashicorp/aws',
    pinned: '6.25.0',
    version: '5.0.0',
    attach: { reattach: reattach ?? {} },
    known: {
      provider: {
        attributes: attributes(
          'region',
          'access_key',
          'secret_key',
          'skip_credentials_validation',
          'skip_metadata_api_check',
          'skip_region_validation',
          'skip_requesting_account_id',
          'max_retries',
          's3_use_path_style',
        ),
      },
      resources: {
        aws_vpc: { attributes: attributes('cidr_block', 'id') },
        aws_subnet: { attributes: attributes('vpc_id', 'cidr_block') },
      },
      dataSources: {},
    },
  };
}

const run = (folder: string): Promise<RehearsalReport> =>
  rehearse({
    synthesized,
    env: process.env,
    destroy: false,
    folder: join(root, folder),
    real: { plugins: { providers: [realProvider()], missing: [] } },
  });

describe('a second judge', () => {
  test('plans every stack on the states of the rehearsal, and lists what its version does not know', async () => {
    const report = await run('sound');
    expect(report.status).toBe('passed');
    expect(report.real).toEqual({ providers: [{ name: 'aws', version: '5.0.0', pinned: '6.25.0' }], standIns: [] });
    const plans = report.stacks.map(
      ({ stack, steps }) => [stack, steps.find(({ step }) => step === 'real-plan')] as const,
    );
    expect(plans.map(([stack, step]) => [stack, step?.status, step?.counts?.add])).toEqual([
      ['network', 'passed', 1],
      ['hosts', 'passed', 1],
    ]);
    expect(plans[0]?.[1]?.notes).toEqual([
      {
        summary: 'aws 5.0.0 (pinned: 6.25.0) knows no argument enable_dns_support',
        detail: 'planned without it; it was not judged',
        address: expect.stringMatching(/^aws_vpc\.Net_Vpc_/),
        constructPath: 'network/Net/Vpc',
      },
    ]);
    expect(toJunit(report)).toContain(
      '<property name="provider.aws" value="5.0.0 (pinned: 6.25.0)"/>'.replace('5.0.0', 'aws 5.0.0'),
    );
    expect(toJunit(report)).toContain('<system-out>aws 5.0.0 (pinned: 6.25.0) knows no argument enable_dns_support');
  });

  test('leaves the synthesized file as it was, and has no backend and no account to look for', () => {
    const read = (...path: readonly string[]) => readFileSync(join(root, ...path, 'cdk.tf.json'), 'utf8');
    expect(read('sound', 'network')).toBe(read('out', 'stacks', 'network'));
    const planned = read('sound', 'network', 'real');
    expect(planned).not.toMatch(/allowed_account_ids|"backend": \{|enable_dns_support/);
    expect(JSON.parse(read('sound', 'hosts', 'real'))).toMatchObject({
      data: { terraform_remote_state: { 'cross-stack-reference-input-network': { backend: 'local' } } },
    });
  });

  test('that refuses what the stand-in accepted fails the rehearsal', async () => {
    const strict = await startStandIns({ schemas: schemasFor(synthesized).map(withRequiredPool) });
    try {
      const plugins = { providers: [realProvider(strict)], missing: [] };
      const report = await rehearse({ synthesized, stacks: ['network'], env: process.env, real: { plugins } });
      expect(report.status).toBe('failed');
      const steps = report.stacks[0]?.steps ?? [];
      expect(steps.find(({ step }) => step === 'plan')?.status).toBe('passed');
      const step = steps.find((one) => one.step === 'real-plan');
      expect(step?.status).toBe('failed');
      expect(step?.findings).toEqual([
        {
          summary: 'aws 5.0.0 (pinned: 6.25.0) refuses what the stand-in accepted: Missing required argument',
          detail: 'The argument "ipv4_ipam_pool_id" is required, but no definition was found.',
          address: expect.stringMatching(/^aws_vpc\.Net_Vpc_/),
          constructPath: 'network/Net/Vpc',
        },
      ]);
    } finally {
      strict.close();
    }
  });
});

/** A version that asks for a pool where the stand-in does not. */
function withRequiredPool(schema: ProviderSchema): ProviderSchema {
  const resources = [...schema.resources].map(([type, block]): [string, BlockSchema] => [
    type,
    {
      ...block,
      attributes: block.attributes.map((attribute) =>
        attribute.name === 'ipv4_ipam_pool_id'
          ? { name: attribute.name, type: attribute.type, required: true }
          : attribute,
      ),
    },
  ]);
  return { ...schema, resources: new Map(resources) };
}
