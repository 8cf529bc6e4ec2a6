import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BackupRestoreTestingPlan } from '@cdktf/provider-aws/lib/backup-restore-testing-plan';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { S3Bucket } from '@cdktf/provider-aws/lib/s3-bucket';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { Subnet } from '@cdktf/provider-aws/lib/subnet';
import { Vpc } from '@cdktf/provider-aws/lib/vpc';
import { Inventory } from '@smile/inventory';
import { App, S3Backend, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { pretendMark } from './pretend-state.ts';
import { RehearsalError } from './rehearsal-error.ts';
import { type RehearseOptions, rehearse } from './rehearse.ts';
import type { Finding, StackReport } from './report.ts';
import { findTerraform } from './terraform.ts';

const folders: string[] = [];

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'smile-rehearse-test-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A stack as the estate's are: an AWS provider held to one account, and a state in S3 that no rehearsal may touch. */
class TestStack extends TerraformStack {
  constructor(scope: Construct, id: string, environment = 'indonesia/production') {
    super(scope, id);
    new AwsProvider(this, 'Aws', {
      region: 'ap-southeast-3',
      allowedAccountIds: ['111111111111'],
      defaultTags: [{ tags: { owner: 'platform' } }],
    });
    new S3Backend(this, { bucket: 'states', key: `${environment}/${id}.tfstate`, region: 'ap-southeast-3' });
  }
}

/** Synthesizes stacks and reads them back. */
function estate(build: (app: App) => void): Inventory {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  build(app);
  app.synth();
  return Inventory.fromSynth(outdir);
}

/** An estate with one stack called `network`. */
const oneStack = (build: (stack: TestStack) => void) => estate((app) => build(new TestStack(app, 'network')));

const run = (synthesized: Inventory, options: Partial<RehearseOptions> = {}) =>
  rehearse({ synthesized, env: process.env, ...options });

const stepsOf = (report: StackReport | undefined) =>
  Object.fromEntries((report?.steps ?? []).map(({ step, status }) => [step, status]));

const findingsOf = (report: StackReport | undefined): Finding[] =>
  (report?.steps ?? []).flatMap(({ findings }) => findings);

describe('a sound stack', () => {
  const sound = oneStack((stack) => {
    const vpc = new Vpc(new Construct(stack, 'Network'), 'Default', { cidrBlock: '10.0.0.0/16' });
    new Subnet(stack, 'Subnet', { vpcId: vpc.id, cidrBlock: '10.0.0.0/24', availabilityZoneId: 'apse3-az1' });
  });

  test('is planned, applied, planned again with nothing left, and destroyed', async () => {
    const report = await run(sound);
    const [stack] = report.stacks;
    expect(report.status).toBe('passed');
    expect(stack).toMatchObject({
      stack: 'network',
      environment: 'indonesia/production',
      status: 'passed',
      resources: { aws_vpc: 1, aws_subnet: 1 },
      pending: [],
    });
    expect(stepsOf(stack)).toEqual({
      init: 'passed',
      plan: 'passed',
      apply: 'passed',
      're-plan': 'passed',
      destroy: 'passed',
    });
    expect(stack?.steps.find(({ step }) => step === 'destroy')?.counts).toEqual({ add: 0, change: 0, remove: 2 });
  });

  test('shows every change by hand, and repairs it', async () => {
    const report = await run(sound, { drift: true });
    expect(stepsOf(report.stacks[0])).toMatchObject({ drift: 'passed', destroy: 'passed' });
    expect(report.stacks[0]?.steps.find(({ step }) => step === 'drift')?.counts).toMatchObject({ change: 2 });
  });

  test('shows changes by hand to a type without an id, too', async () => {
    const withoutId = oneStack((stack) => {
      new BackupRestoreTestingPlan(stack, 'Plan', {
        name: 'monthly',
        scheduleExpression: 'cron(0 1 1 * ? *)',
        recoveryPointSelection: [
          { algorithm: 'LATEST_WITHIN_WINDOW', includeVaults: ['*'], recoveryPointTypes: ['SNAPSHOT'] },
        ],
      });
    });
    const report = await run(withoutId, { drift: true });
    expect(findingsOf(report.stacks[0])).toEqual([]);
    expect(stepsOf(report.stacks[0])).toMatchObject({ drift: 'passed' });
  });

  test('is left standing in a folder, when asked, with the synthesized file as it was', async () => {
    const folder = temporaryFolder();
    const report = await run(sound, { destroy: false, folder });
    expect(stepsOf(report.stacks[0])).not.toHaveProperty('destroy');
    expect(readdirSync(join(folder, 'network')).sort()).toEqual([
      '.terraform',
      'cdk.tf.json',
      'plan.json',
      'rehearsal_override.tf.json',
      'terraform.tfstate',
    ]);
    const plan = readFileSync(join(folder, 'network', 'plan.json'), 'utf8');
    const planned = Inventory.fromPlan({ stack: 'network', json: plan }).ofType('aws_vpc');
    expect(planned.map(({ change }) => change?.action)).toEqual(['create']);
  });

  test('is not changed by variables that Terraform would obey', async () => {
    const env = { ...process.env, TF_CLI_ARGS_plan: '-destroy', TF_CLI_ARGS: '-help', TF_WORKSPACE: 'other' };
    const report = await run(sound, { env });
    expect(report).toMatchObject({ status: 'passed', stacks: [{ resources: { aws_vpc: 1, aws_subnet: 1 } }] });
  });

  test('leaves a state whose lineage no real command takes', async () => {
    const folder = temporaryFolder();
    await run(sound, { destroy: false, folder });
    const state = JSON.parse(readFileSync(join(folder, 'network', 'terraform.tfstate'), 'utf8'));
    expect(state.resources).toHaveLength(2);
    expect(pretendMark(state)).toBe('its lineage is pretend-network');
    // Somebody moved the objects into a state of its own: what the stand-ins keep with each still tells.
    expect(pretendMark({ ...state, lineage: '2f6c9a52-91a1-0c5b-8a67-6d3cf6a0c2a1' })).toBe(
      '2 of its 2 resources were made by stand-in providers, as aws_subnet.Subnet',
    );
  });

  test('leaves no folder behind otherwise', async () => {
    const folder = temporaryFolder();
    vi.stubEnv('TMPDIR', folder);
    await run(sound);
    vi.unstubAllEnvs();
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a rehearsal of nothing', () => {
  test('is refused', async () => {
    await expect(
      run(
        oneStack(() => {}),
        { stacks: [] },
      ),
    ).rejects.toThrow('there is no stack to rehearse; name an environment that has stacks');
    await expect(run(oneStack(() => {}))).rejects.toThrow(
      'there is no resource to rehearse in network; name a stack that makes something',
    );
  });

  // A Terraform that leaves things out, whatever made it: here a plan of another configuration.
  test.each([
    ['-target=aws_vpc.Network_Default_00000000', 'nothing of the plan'],
    ['-target=aws_vpc.A', 'one of two'],
  ])('fails when Terraform applies less than was synthesized: %s', async (argument) => {
    const folder = temporaryFolder();
    const { path } = await findTerraform(process.env);
    const real = execFileSync('which', [path], { encoding: 'utf8' }).trim();
    const script = `#!/bin/sh\nif [ "$1" = plan ]; then shift; exec ${real} plan ${argument} "$@"; fi\nexec ${real} "$@"\n`;
    writeFileSync(join(folder, 'terraform'), script, { mode: 0o755 });
    const two = oneStack((stack) => {
      new Vpc(stack, 'A', { cidrBlock: '10.0.0.0/16' });
      new Vpc(stack, 'B', { cidrBlock: '10.1.0.0/16' });
    });
    const report = await run(two, { env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } });
    const missing = argument.endsWith('.A') ? 'aws_vpc.B' : 'aws_vpc.A, aws_vpc.B';
    expect(report.status).toBe('failed');
    expect(findingsOf(report.stacks[0])).toEqual([
      {
        summary: `${missing.split(', ').length} of 2 synthesized resources were not applied`,
        detail: `apply ended without an error, but the state lacks ${missing}`,
        address: missing.split(', ')[0],
        constructPath: `network/${missing.split(', ')[0]?.slice('aws_vpc.'.length)}`,
      },
    ]);
  });
});

describe('a judge of the states', () => {
  const twoEnvironments = estate((app) => {
    new Vpc(new TestStack(app, 'network'), 'Vpc', { cidrBlock: '10.0.0.0/16' });
    const other = new TestStack(app, 'other', 'indonesia/dev');
    new Vpc(other, 'Vpc', { cidrBlock: '10.1.0.0/16' });
  });

  test('sees what exists before it is destroyed, and what it finds fails the rehearsal', async () => {
    const seen: string[] = [];
    const report = await run(twoEnvironments, {
      judge: (states) => {
        seen.push(...states.ofType('aws_vpc').map(({ stack, values }) => `${stack} ${values.cidr_block}`));
        return [{ stack: 'other', address: 'aws_vpc.Vpc', summary: 'NET-1 is unmet', detail: 'too small' }];
      },
    });
    expect(seen).toEqual(['network 10.0.0.0/16', 'other 10.1.0.0/16']);
    expect(report.status).toBe('failed');
    expect(report.stacks.map(({ steps }) => steps.find(({ step }) => step === 'requirements')?.status)).toEqual([
      'passed',
      'failed',
    ]);
    expect(stepsOf(report.stacks[1])).toMatchObject({ destroy: 'passed' });
  });

  test('sees no environment of which a stack was left out', async () => {
    const seen: string[] = [];
    const judge = (states: Inventory) => {
      seen.push(...states.stacks.map(({ name }) => name));
      return [];
    };
    await run(twoEnvironments, { stacks: ['other'], judge });
    expect(seen).toEqual(['other']);
  });
});

describe('two stacks', () => {
  const two = estate((app) => {
    const network = new TestStack(app, 'network');
    const vpc = new Vpc(network, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    const clusters = new TestStack(app, 'clusters');
    new SecurityGroup(clusters, 'Group', { vpcId: vpc.id, namePrefix: 'nodes-' });
  });

  test('are applied in order and destroyed the other way round, values crossing through states', async () => {
    const order: string[] = [];
    const report = await run(two, { onStep: (stack, step) => order.push(`${step} ${stack}`) });
    expect(report.status).toBe('passed');
    expect(order.filter((line) => /^(apply|re-plan|destroy)/.test(line))).toEqual([
      'apply network',
      're-plan network',
      'apply clusters',
      're-plan clusters',
      'destroy clusters',
      'destroy network',
    ]);
  });

  test('are rehearsed with what they need when only one is named', async () => {
    const report = await run(two, { stacks: ['clusters'] });
    expect(report.stacks.map(({ stack, status }) => [stack, status])).toEqual([
      ['network', 'passed'],
      ['clusters', 'passed'],
    ]);
  });

  test('need each other: when the first fails, the second is skipped and says why', async () => {
    const broken = estate((app) => {
      const network = new TestStack(app, 'network');
      const vpc = new Vpc(network, 'Vpc', { cidrBlock: '10.0.0.0/16' });
      vpc.addOverride('no_such_argument', true);
      new SecurityGroup(new TestStack(app, 'clusters'), 'Group', { vpcId: vpc.id });
    });
    const report = await run(broken);
    expect(report.status).toBe('failed');
    expect(report.stacks.map(({ stack, status }) => [stack, status])).toEqual([
      ['network', 'failed'],
      ['clusters', 'skipped'],
    ]);
    expect(findingsOf(report.stacks[1])).toEqual([{ summary: 'needs network, which was not applied', detail: '' }]);
  });
});

describe("a wrong configuration is refused with Terraform's own words and the construct's path", () => {
  const refused = async (build: (stack: TestStack) => void) => {
    const report = await run(oneStack(build));
    expect(report.status).toBe('failed');
    return findingsOf(report.stacks[0]);
  };

  test('a missing required argument', async () => {
    const findings = await refused((stack) => {
      const group = new SecurityGroup(stack, 'Group', {});
      const subnet = new Subnet(stack, 'Subnet', { vpcId: group.vpcId });
      subnet.addOverride('vpc_id', undefined);
    });
    expect(findings).toEqual([
      {
        summary: 'Missing required argument',
        detail: 'The argument "vpc_id" is required, but no definition was found.',
        address: 'aws_subnet.Subnet',
        constructPath: 'network/Subnet',
      },
    ]);
  });

  test('an unknown argument through an escape hatch', async () => {
    const findings = await refused((stack) => {
      new Vpc(new Construct(stack, 'Network'), 'Default', { cidrBlock: '10.0.0.0/16' }).addOverride('cidr', 'x');
    });
    expect(findings).toEqual([
      {
        summary: 'Extraneous JSON object property',
        detail: 'No argument or block type is named "cidr". Did you mean "id"?',
        address: 'aws_vpc.Network',
        constructPath: 'network/Network/Default',
      },
    ]);
  });

  test('a value of the wrong type', async () => {
    const findings = await refused((stack) => {
      new Vpc(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' }).addOverride('enable_dns_support', ['yes']);
    });
    expect(findings).toEqual([
      {
        summary: 'Incorrect attribute value type',
        detail: 'Inappropriate value for attribute "enable_dns_support": bool required.',
        address: 'aws_vpc.Vpc',
        constructPath: 'network/Vpc',
      },
    ]);
  });

  test('a circle of references', async () => {
    const findings = await refused((stack) => {
      const one = new SecurityGroup(stack, 'One', { namePrefix: 'one-' });
      const two = new SecurityGroup(stack, 'Two', { description: one.id });
      one.description = two.id;
    });
    expect(findings).toEqual([
      {
        summary: expect.stringMatching(/^Cycle: aws_security_group\.(One|Two), aws_security_group\.(One|Two)$/),
        detail: '',
        address: expect.stringMatching(/^aws_security_group\.(One|Two)$/),
        constructPath: expect.stringMatching(/^network\/(One|Two)$/),
      },
    ]);
  });

  test('a reference to an attribute that does not exist', async () => {
    const findings = await refused((stack) => {
      new Vpc(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
      new SecurityGroup(stack, 'Group', { vpcId: '${aws_vpc.Vpc.identifier}' });
    });
    expect(findings).toEqual([
      {
        summary: 'Unsupported attribute',
        detail: 'This object has no argument, nested block, or exported attribute named "identifier".',
        address: 'aws_security_group.Group',
        constructPath: 'network/Group',
      },
    ]);
  });

  test('a value that only the service refuses', async () => {
    const findings = await refused((stack) => {
      new S3Bucket(stack, 'Bucket', { bucket: 'Bad_Bucket' });
    });
    expect(findings).toEqual([
      {
        summary: expect.stringContaining('Bad_Bucket'),
        detail: expect.stringContaining('https://docs.aws.amazon.com/AmazonS3'),
        address: 'aws_s3_bucket.Bucket',
        constructPath: 'network/Bucket',
      },
    ]);
  });
});

describe('what holds data', () => {
  const guarded = oneStack((stack) => {
    new DbInstance(stack, 'Database', {
      identifier: 'smile-prd-main',
      engine: 'mysql',
      engineVersion: '8.0',
      instanceClass: 'db.m5.large',
      allocatedStorage: 100,
      username: 'admin',
      manageMasterUserPassword: true,
      deletionProtection: true,
      skipFinalSnapshot: false,
      finalSnapshotIdentifier: 'smile-prd-main-final',
      lifecycle: { preventDestroy: true },
    });
  });

  test('is not destroyed while it is protected: Terraform refuses', async () => {
    const report = await run(guarded, { unprotect: false });
    expect(stepsOf(report.stacks[0])).toMatchObject({ apply: 'passed', destroy: 'failed' });
    expect(findingsOf(report.stacks[0])).toEqual([
      expect.objectContaining({
        summary: 'Instance cannot be destroyed',
        address: 'aws_db_instance.Database',
        constructPath: 'network/Database',
      }),
    ]);
  });

  test('is not destroyed without prevent_destroy either: the service refuses', async () => {
    const unlocked = oneStack((stack) => {
      new S3Bucket(stack, 'Other', { bucket: 'smile-prd-other' });
      new DbInstance(stack, 'Database', {
        identifier: 'smile-prd-main',
        engine: 'mysql',
        instanceClass: 'db.m5.large',
        allocatedStorage: 100,
        username: 'admin',
        manageMasterUserPassword: true,
        deletionProtection: true,
        skipFinalSnapshot: true,
      });
    });
    const report = await run(unlocked, { unprotect: false });
    expect(stepsOf(report.stacks[0])).toMatchObject({ apply: 'passed', destroy: 'failed' });
    expect(findingsOf(report.stacks[0])).toEqual([
      {
        summary:
          'InvalidParameterCombination: Cannot delete protected DB Instance smile-prd-main, please disable deletion protection and try again',
        detail: '',
        address: 'aws_db_instance.Database',
        constructPath: 'network/Database',
      },
    ]);
  });

  test("goes at a rehearsal's own end, which takes both protections off", async () => {
    const report = await run(guarded);
    expect(stepsOf(report.stacks[0])).toMatchObject({ apply: 'passed', destroy: 'passed' });
  });
});

describe('a rehearsal that cannot start', () => {
  const sound = oneStack((stack) => void new Vpc(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' }));

  test('says that Terraform is missing, and how to get it', async () => {
    await expect(run(sound, { env: { PATH: temporaryFolder() } })).rejects.toThrow(
      new RehearsalError([
        'a rehearsal needs Terraform, found none on PATH; install Terraform 1.11.0 or newer from https://developer.hashicorp.com/terraform/install and put it on PATH',
      ]),
    );
  });

  test('names every stack that does not exist', async () => {
    await expect(run(sound, { stacks: ['netwrk', 'network', 'edge'] })).rejects.toThrow(
      new RehearsalError(['no stack netwrk, expected some of network', 'no stack edge, expected some of network']),
    );
  });
});

describe('an interrupted rehearsal', () => {
  test('stops Terraform, and leaves nothing behind', async () => {
    const controller = new AbortController();
    const folder = temporaryFolder();
    const synthesized = estate((app) => {
      for (const id of ['one', 'two', 'three', 'four'])
        new Vpc(new TestStack(app, id), 'Vpc', { cidrBlock: '10.0.0.0/16' });
    });
    const begun = new Set<string>();
    const report = await run(synthesized, {
      folder,
      atOnce: 1,
      signal: controller.signal,
      onStep: (stack, step) => {
        begun.add(stack);
        if (step === 'apply') controller.abort();
      },
    });
    expect(begun.size).toBe(1);
    expect(report.status).toBe('interrupted');
    expect(report.stacks.filter(({ status }) => status === 'passed')).toEqual([]);
    const states = readdirSync(folder).map((stack) => readFileSync(join(folder, stack, 'terraform.tfstate'), 'utf8'));
    expect(states.flatMap((state) => JSON.parse(state).resources)).toEqual([]);
  });
});
