import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AWS, awsProvider, configuration, HELM } from './fixtures/schemas.ts';
import { Workspace } from './fixtures/terraform.ts';
import { type StandIns, startStandIns } from './start-stand-ins.ts';

const TERRAFORM_TIMEOUT = 60_000;

const NETWORK = {
  aws_vpc: { main: { cidr_block: '10.0.0.0/16', tags: { Name: 'main' } } },
  aws_subnet: {
    a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.0.0.0/24', availability_zone_id: 'apse3-az2' },
  },
};

const EVERY_KIND = {
  ...NETWORK,
  aws_security_group: { web: { name_prefix: 'web-', vpc_id: '${aws_vpc.main.id}' } },
  aws_iam_role: { role: { name: 'role', assume_role_policy: '${data.aws_iam_policy_document.trust.json}' } },
  aws_db_instance: {
    main: {
      identifier: 'main',
      engine: 'mysql',
      engine_version: '8.0.42',
      instance_class: 'db.m5.large',
      manage_master_user_password: true,
      skip_final_snapshot: true,
    },
  },
  aws_instance: {
    server: {
      instance_type: 't3.micro',
      ami: 'ami-1',
      root_block_device: { volume_size: 20 },
      ebs_block_device: [{ device_name: '/dev/sdb' }, { device_name: '/dev/sdc' }],
    },
  },
  aws_odd_thing: {
    odd: { name: 'odd', anything: { list: [1, 'x', true] }, big: '${12345678901234567890}', fraction: 0.1 },
  },
  helm_release: { app: { name: 'app', chart: 'chart', values: ['a: ${aws_vpc.main.id}'] } },
};

const TRUST = {
  data: {
    aws_iam_policy_document: {
      trust: {
        statement: [
          { actions: ['sts:AssumeRole'], principals: [{ type: 'Service', identifiers: ['ec2.amazonaws.com'] }] },
        ],
      },
    },
  },
};

describe('a configuration under the stand-ins', { timeout: TERRAFORM_TIMEOUT }, () => {
  let standIns: StandIns;
  let workspace: Workspace;

  beforeEach(async () => {
    standIns = await startStandIns({ schemas: [AWS, HELM] });
    workspace = new Workspace(standIns, configuration(EVERY_KIND, TRUST));
  });

  afterEach(() => {
    standIns.close();
    workspace.remove();
  });

  it('is applied, re-planned without a change, and destroyed', async () => {
    await workspace.apply();
    expect((await workspace.plan()).exitCode).toBe(0);
    const destroyed = await workspace.run('destroy', '-auto-approve');
    expect(destroyed.output).toContain('Destroy complete! Resources: 8 destroyed.');
    expect(standIns.store.size).toBe(0);
  });

  it('gets values in the form of the real services, with the account and the region', async () => {
    await workspace.apply();
    const state = await workspace.state();
    expect(state['aws_vpc.main']).toMatchObject({
      id: expect.stringMatching(/^vpc-0[0-9a-f]{16}$/),
      arn: `arn:aws:ec2:ap-southeast-3:111111111111:vpc/${state['aws_vpc.main']?.id}`,
      owner_id: '111111111111',
      enable_dns_support: true,
      region: 'ap-southeast-3',
      tags_all: { Name: 'main', project: 'smile' },
    });
    expect(state['aws_subnet.a']).toMatchObject({
      availability_zone: 'ap-southeast-3b',
      vpc_id: state['aws_vpc.main']?.id,
    });
    expect(state['aws_security_group.web']?.name).toMatch(/^web-20260101000000[0-9a-f]{12}$/);
    expect(state['aws_db_instance.main']).toMatchObject({
      endpoint: expect.stringMatching(/^main\.c[a-z0-9]{11}\.ap-southeast-3\.rds\.amazonaws\.com:3306$/),
      master_user_secret: [
        { secret_arn: expect.stringMatching(/^arn:aws:secretsmanager:ap-southeast-3:111111111111:secret:rds!db-/) },
      ],
    });
    expect(state['aws_iam_role.role']?.arn).toBe('arn:aws:iam::111111111111:role/role');
  });

  it('gets the same values again from fresh stand-ins', async () => {
    await workspace.apply();
    const other = await startStandIns({ schemas: [AWS, HELM] });
    const otherWorkspace = new Workspace(other, configuration(EVERY_KIND, TRUST));
    await otherWorkspace.apply();
    expect(await otherWorkspace.state()).toEqual(await workspace.state());
    other.close();
    otherWorkspace.remove();
  });

  it('is updated in place when an argument changes that identifies nothing', async () => {
    await workspace.apply();
    const before = await workspace.state();
    const vpc = { main: { cidr_block: '10.0.0.0/16', enable_dns_hostnames: true, tags: { Name: 'renamed' } } };
    workspace.write(configuration({ ...EVERY_KIND, aws_vpc: vpc }, TRUST));
    expect(await workspace.apply()).toContain('Resources: 0 added, 1 changed, 0 destroyed.');
    const after = await workspace.state();
    expect(after['aws_vpc.main']).toEqual({
      ...before['aws_vpc.main'],
      enable_dns_hostnames: true,
      tags: { Name: 'renamed' },
      tags_all: { Name: 'renamed', project: 'smile' },
    });
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it('goes back to the default when an argument is taken away', async () => {
    workspace.write(configuration({ aws_vpc: { main: { cidr_block: '10.0.0.0/16', enable_dns_support: false } } }));
    await workspace.apply();
    workspace.write(configuration({ aws_vpc: { main: { cidr_block: '10.0.0.0/16' } } }));
    await workspace.apply();
    expect((await workspace.state())['aws_vpc.main']?.enable_dns_support).toBe(true);
  });

  it('is replaced when an identifying argument changes, and so is what refers to it', async () => {
    await workspace.apply();
    const before = await workspace.state();
    workspace.write(configuration({ ...EVERY_KIND, aws_vpc: { main: { cidr_block: '10.0.0.0/17' } } }, TRUST));
    const plan = await workspace.plan();
    expect(plan.output).toContain('"10.0.0.0/16" -> "10.0.0.0/17" # forces replacement');
    expect(plan.output).toContain('# aws_subnet.a must be replaced');
    await workspace.apply();
    expect((await workspace.state())['aws_vpc.main']?.id).not.toBe(before['aws_vpc.main']?.id);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it('shows no change when a policy is only written differently', async () => {
    const policy = (text: string) =>
      configuration({ aws_iam_role: { role: { name: 'role', assume_role_policy: text } } });
    workspace.write(
      policy(
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:A","sts:B"]}]}',
      ),
    );
    await workspace.apply();
    workspace.write(
      policy(
        '{"Statement":{"Action":["sts:B","sts:A"],"Principal":{"Service":["pods.eks.amazonaws.com"]},"Effect":"Allow"}, "Version":"2012-10-17"}',
      ),
    );
    expect((await workspace.plan()).exitCode).toBe(0);
    workspace.write(
      policy(
        '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":["sts:A","sts:B"]}]}',
      ),
    );
    expect((await workspace.plan()).exitCode).toBe(2);
  });

  it('shows drift that was injected, and puts it right', async () => {
    await workspace.apply();
    standIns.inject.drift({ type: 'aws_vpc', match: { 'tags.Name': 'main' }, set: { enable_dns_hostnames: true } });
    const plan = await workspace.plan();
    expect(plan.output).toContain('~ enable_dns_hostnames = true -> false');
    await workspace.apply();
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it('is created again where a deletion was injected', async () => {
    await workspace.apply();
    standIns.inject.delete({ type: 'aws_subnet' });
    const plan = await workspace.plan();
    expect(plan.output).toContain('# aws_subnet.a will be created');
    expect(plan.output).toContain('Plan: 1 to add, 0 to change, 0 to destroy.');
  });

  it('is imported by id from what exists', async () => {
    workspace.write(configuration(NETWORK));
    await workspace.apply();
    const vpc = (await workspace.state())['aws_vpc.main'];
    await workspace.run('state', 'rm', 'aws_vpc.main');
    const imported = await workspace.run('import', 'aws_vpc.main', `${vpc?.id}@ap-southeast-3`);
    expect(imported.output).toContain('Import successful!');
    expect((await workspace.state())['aws_vpc.main']).toEqual(vpc);
    expect((await workspace.plan()).exitCode).toBe(0);
  });

  it('is carried on by a fresh process that never saw the objects', async () => {
    await workspace.apply();
    const other = await startStandIns({ schemas: [AWS, HELM] });
    const carriedOn = workspace.against(other);
    expect((await carriedOn.plan()).exitCode).toBe(0);
    const destroyed = await carriedOn.run('destroy', '-auto-approve');
    expect(destroyed.output).toContain('Destroy complete! Resources: 8 destroyed.');
    other.close();
  });

  it('keeps the accounts and default tags of two aliases apart', async () => {
    workspace.write({
      terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
      provider: {
        aws: [
          awsProvider('111111111111', { default_tags: [{ tags: { stage: 'dev' } }] }),
          {
            alias: 'other',
            region: 'us-east-1',
            allowed_account_ids: ['222222222222'],
            default_tags: [{ tags: { stage: 'production', secret: 'x' } }],
            ignore_tags: [{ keys: ['secret'] }],
          },
        ],
      },
      resource: {
        aws_vpc: { here: { cidr_block: '10.0.0.0/16' }, there: { cidr_block: '10.0.0.0/16', provider: 'aws.other' } },
      },
    });
    await workspace.apply();
    const state = await workspace.state();
    expect(state['aws_vpc.here']).toMatchObject({
      owner_id: '111111111111',
      region: 'ap-southeast-3',
      tags_all: { stage: 'dev' },
    });
    expect(state['aws_vpc.there']).toMatchObject({
      owner_id: '222222222222',
      region: 'us-east-1',
      tags_all: { stage: 'production' },
    });
  });

  it('stands beside other Terraform processes that use the same stand-ins', async () => {
    const accounts = ['333333333333', '444444444444', '555555555555'];
    const workspaces = accounts.map(
      (account) => new Workspace(standIns, { ...configuration(NETWORK), provider: { aws: [awsProvider(account)] } }),
    );
    await Promise.all(workspaces.map((each) => each.apply()));
    const states = await Promise.all(workspaces.map((each) => each.state()));
    expect(states.map((state) => state['aws_vpc.main']?.owner_id)).toEqual(accounts);
    for (const each of workspaces) each.remove();
  });
});
