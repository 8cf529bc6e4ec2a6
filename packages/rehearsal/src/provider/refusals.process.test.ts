import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AWS, awsProvider, configuration } from './fixtures/schemas.ts';
import { Workspace } from './fixtures/terraform.ts';
import { type StandIns, startStandIns } from './start-stand-ins.ts';

const TERRAFORM_TIMEOUT = 60_000;
const VPC = { main: { cidr_block: '10.0.0.0/16' } };

describe('what the stand-ins refuse', { timeout: TERRAFORM_TIMEOUT }, () => {
  let standIns: StandIns;
  let workspace: Workspace;

  beforeEach(async () => {
    standIns = await startStandIns({ schemas: [AWS] });
    workspace = new Workspace(standIns, configuration({}));
  });

  afterEach(() => {
    standIns.close();
    workspace.remove();
  });

  async function refusedApply(resource: object): Promise<string> {
    workspace.write(configuration(resource));
    const { exitCode, output } = await workspace.run('apply', '-auto-approve', '-parallelism=1');
    expect(exitCode).toBe(1);
    return output;
  }

  async function refusedDestroy(): Promise<string> {
    const { exitCode, output } = await workspace.run('destroy', '-auto-approve');
    expect(exitCode).toBe(1);
    return output;
  }

  it('a bucket name that another account holds', async () => {
    const bucket = { aws_s3_bucket: { data: { bucket: 'smile-data' } } };
    const other = new Workspace(standIns, {
      ...configuration(bucket),
      provider: { aws: [awsProvider('222222222222')] },
    });
    await other.apply();
    expect(await refusedApply(bucket)).toContain(
      'Error: BucketAlreadyExists: The requested bucket name is not available; bucket names are shared by all accounts: smile-data with aws_s3_bucket.data,',
    );
    other.remove();
  });

  it('a role name that the account holds already, but not one of another account', async () => {
    const role = (name: string) => ({
      name,
      assume_role_policy:
        '{"Statement":[{"Effect":"Allow","Principal":{"Service":"pods.eks.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
    });
    const other = new Workspace(standIns, {
      ...configuration({ aws_iam_role: { one: role('deploy') } }),
      provider: { aws: [awsProvider('222222222222')] },
    });
    await other.apply();
    expect(await refusedApply({ aws_iam_role: { one: role('deploy'), two: role('deploy') } })).toContain(
      'Error: EntityAlreadyExists: Role with name deploy already exists.',
    );
    other.remove();
  });

  it('a subnet that overlaps another of its VPC', async () => {
    const subnet = (cidr: string) => ({ vpc_id: '${aws_vpc.main.id}', cidr_block: cidr });
    const output = await refusedApply({
      aws_vpc: VPC,
      aws_subnet: { a: subnet('10.0.0.0/24'), b: subnet('10.0.0.128/25') },
    });
    expect(output).toMatch(/InvalidSubnet\.Conflict: The CIDR '10\.0\.0\.\d+\/2\d' conflicts with another subnet/);
  });

  it('a subnet outside the range of its VPC', async () => {
    const output = await refusedApply({
      aws_vpc: VPC,
      aws_subnet: { a: { vpc_id: '${aws_vpc.main.id}', cidr_block: '10.1.0.0/24' } },
    });
    expect(output).toContain("Error: InvalidSubnet.Range: The CIDR '10.1.0.0/24' is invalid");
    expect(output).toContain('it must lie inside the range of its VPC, 10.0.0.0/16');
  });

  it('to delete a protected database, or one without a name for its final snapshot', async () => {
    const database = (more: object) =>
      configuration({ aws_db_instance: { main: { identifier: 'main', instance_class: 'db.m5.large', ...more } } });
    workspace.write(database({ deletion_protection: true, skip_final_snapshot: true }));
    await workspace.apply();
    expect(await refusedDestroy()).toContain(
      'Error: InvalidParameterCombination: Cannot delete protected DB Instance main, please disable deletion protection and try again',
    );
    workspace.write(database({}));
    await workspace.apply();
    expect(await refusedDestroy()).toContain(
      'Error: InvalidParameterCombination: final_snapshot_identifier is required when skip_final_snapshot is false, for main',
    );
    workspace.write(database({ final_snapshot_identifier: 'main-final' }));
    await workspace.apply();
    expect((await workspace.run('destroy', '-auto-approve')).exitCode).toBe(0);
  });

  it('to delete a bucket that holds objects, unless force_destroy says so', async () => {
    const bucket = (more: object) => configuration({ aws_s3_bucket: { data: { bucket: 'smile-data', ...more } } });
    workspace.write(bucket({}));
    await workspace.apply();
    standIns.inject.fill({ type: 'aws_s3_bucket', match: { bucket: 'smile-data' }, count: 3 });
    expect(await refusedDestroy()).toContain(
      'Error: BucketNotEmpty: The bucket you tried to delete is not empty: smile-data (it holds 3)',
    );
    workspace.write(bucket({ force_destroy: true }));
    await workspace.apply();
    expect((await workspace.run('destroy', '-auto-approve')).exitCode).toBe(0);
  });

  it('to delete a VPC that another state still has a subnet in', async () => {
    workspace.write(configuration({ aws_vpc: VPC }));
    await workspace.apply();
    const vpc = (await workspace.state())['aws_vpc.main']?.id;
    const other = new Workspace(
      standIns,
      configuration({ aws_subnet: { a: { vpc_id: vpc, cidr_block: '10.0.0.0/24' } } }),
    );
    await other.apply();
    const subnet = (await other.state())['aws_subnet.a']?.id;
    expect(await refusedDestroy()).toContain(
      `Error: DependencyViolation: aws_vpc ${vpc} has a dependent object and cannot be deleted: aws_subnet ${subnet}`,
    );
    other.remove();
  });

  it('an argument that breaks a rule, with its place', async () => {
    workspace.write(
      configuration({
        aws_vpc: { main: { cidr_block: '10.0.0.5/16' } },
        aws_s3_bucket: { data: { bucket: 'Bad_Bucket' } },
      }),
    );
    const { exitCode, output } = await workspace.run('validate');
    expect(exitCode).toBe(1);
    expect(output).toContain(
      'Error: aws_vpc: cidr_block must not have host bits set, got 10.0.0.5/16; did you mean 10.0.0.0/16?',
    );
    expect(output).toMatch(
      /on cdk\.tf\.json line \d+, in resource\.aws_vpc\.main: \d+: "cidr_block": "10\.0\.0\.5\/16"/,
    );
    expect(output).toMatch(/on cdk\.tf\.json line \d+, in resource\.aws_s3_bucket\.data: \d+: "bucket": "Bad_Bucket"/);
  });

  it('a data source that would ask the cloud, naming those that do not', async () => {
    workspace.write(configuration({ aws_vpc: VPC }, { data: { aws_ami: { linux: { most_recent: true } } } }));
    const { exitCode, output } = await workspace.plan();
    expect(exitCode).toBe(1);
    expect(output).toContain('Error: data source aws_ami would call a cloud API at plan');
    expect(output).toContain(
      'allowed are aws_availability_zones, aws_caller_identity, aws_ecr_lifecycle_policy_document, aws_iam_policy_document, aws_partition, aws_region, aws_service_principal',
    );
  });

  it('an aws provider without a region', async () => {
    workspace.write({
      terraform: { required_providers: { aws: { source: 'hashicorp/aws' } } },
      resource: { aws_vpc: VPC },
    });
    const { output } = await workspace.plan();
    expect(output).toContain('Error: the aws provider has no region');
    expect(output).toContain('region is not set; write it as a literal in the provider block');
  });

  it('a call that was told to fail, once, and keeps the state as it was', async () => {
    workspace.write(configuration({ aws_vpc: VPC }));
    standIns.inject.fail({ type: 'aws_vpc', operation: 'create', code: 'VpcLimitExceeded', message: 'limit reached' });
    const first = await workspace.run('apply', '-auto-approve');
    expect(first.output).toContain('Error: VpcLimitExceeded: limit reached');
    expect(standIns.store.size).toBe(0);
    await workspace.apply();
    expect(standIns.store.size).toBe(1);
  });

  it('to drift what does not exist', () => {
    expect(() => standIns.inject.drift({ type: 'aws_vpc', match: { id: 'vpc-1' }, set: { owner_id: 'x' } })).toThrow(
      'no aws_vpc matches {"id":"vpc-1"}; 0 of that type exist',
    );
  });
});
