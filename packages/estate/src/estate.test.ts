import { TEST_GIT_SERVER, TEST_VALUES, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { estateApp } from './estate-app.ts';
import { inventoryOf } from './fixtures.ts';

const staging = testEnvironment();

describe('an environment', () => {
  const inventory = inventoryOf(staging);

  test('has its stacks, one state each (USE-STATE)', () => {
    expect(inventory.stacks.map(({ name, backend }) => [name, backend?.config.key])).toEqual([
      ['indonesia-staging-bootstrap', 'indonesia/staging/bootstrap.tfstate'],
      ['indonesia-staging-network', 'indonesia/staging/network.tfstate'],
      ['indonesia-staging-access', 'indonesia/staging/access.tfstate'],
    ]);
  });

  test('has a bootstrap stack that needs nothing, because it makes the others possible', () => {
    expect(inventory.stacks.find(({ name }) => name.endsWith('bootstrap'))?.dependencies).toEqual([]);
  });

  test('makes exactly the bucket and the key that its backends name', () => {
    const backends = inventory.stacks.map(({ backend }) => backend?.config);
    const buckets = inventory.ofType('aws_s3_bucket').map(({ values }) => values.bucket);
    const aliases = inventory.ofType('aws_kms_alias').map(({ values }) => values.name);
    for (const config of backends) {
      expect(buckets).toContain(config?.bucket);
      expect(aliases.map((alias) => `arn:aws:kms:ap-southeast-3:222222222222:${alias}`)).toContain(config?.kms_key_id);
    }
  });

  test('tells Jenkins which roles to take on', () => {
    // cdktf makes outputs of its own for what other stacks refer to; people's outputs have a description.
    const outputs = inventory.outputs.filter(({ description }) => description !== undefined);
    expect(outputs.map(({ name, value, description }) => ({ name, value, description }))).toEqual([
      {
        name: 'apply-role-arn',
        value: 'arn:aws:iam::222222222222:role/smile-uat-apply',
        description: 'Role that Jenkins takes on to apply: AWS_ROLE_ARN of its job',
      },
      {
        name: 'plan-role-arn',
        value: 'arn:aws:iam::222222222222:role/smile-uat-plan',
        description: 'Role that Jenkins takes on to plan: AWS_ROLE_ARN of its job',
      },
    ]);
  });

  test('passes its values on to the network', () => {
    const environment = testEnvironment({
      network: {
        ...TEST_VALUES.network,
        cidr: '10.9.0.0/16',
        natGateways: 'one-per-zone',
        interfaceEndpoints: ['kms', 'logs'],
      },
    });
    const other = inventoryOf(environment);
    expect(other.ofType('aws_vpc').map(({ values }) => values.cidr_block)).toEqual(['10.9.0.0/16']);
    expect(other.ofType('aws_nat_gateway')).toHaveLength(3);
    expect(other.ofType('aws_vpc_endpoint').map(({ values }) => values.service_name)).toEqual([
      'com.amazonaws.ap-southeast-3.dynamodb',
      'com.amazonaws.ap-southeast-3.s3',
      'com.amazonaws.ap-southeast-3.kms',
      'com.amazonaws.ap-southeast-3.logs',
    ]);
  });
});

describe('access (ACC-BASTION)', () => {
  const inventory = inventoryOf(staging);

  test('has a bastion of the type in the values, which tells the topic of the account', () => {
    const environment = testEnvironment({ access: { ...TEST_VALUES.access, bastion: { instanceType: 't3.large' } } });
    const other = inventoryOf(environment);
    expect(other.ofType('aws_instance').map(({ values }) => values.instance_type)).toEqual(['t3.large']);
    const topics = other.ofType('aws_cloudwatch_metric_alarm').flatMap(({ values }) => values.ok_actions);
    expect(new Set(topics)).toEqual(new Set(['arn:aws:sns:ap-southeast-3:222222222222:smile-alarms']));
  });

  test('needs the network and nothing else', () => {
    const access = inventory.stacks.find(({ name }) => name.endsWith('access'));
    expect(access?.dependencies).toEqual(['indonesia-staging-network']);
  });

  test('is the same in every environment, the default session document apart', () => {
    const inventoryWithOwner = (ownsSingletons: boolean) =>
      inventoryOf(testEnvironment({ account: { id: '222222222222', ownsSingletons } }))
        .ofType('aws_ssm_document')
        .map(({ values }) => values.name);
    expect(inventoryWithOwner(true)).toContain('SSM-SessionManagerRunShell');
    expect(inventoryWithOwner(false)).not.toContain('SSM-SessionManagerRunShell');
  });
});

describe('the Git server (ACC-GIT, ENV-SHR)', () => {
  const inventory = inventoryOf(testEnvironment({ stage: 'shared', gitServer: TEST_GIT_SERVER }));

  test('exists only where the environment has values for it', () => {
    expect(inventoryOf(staging).stacks.map(({ name }) => name)).not.toContain('indonesia-staging-git');
    expect(inventory.stacks.map(({ name }) => name)).toContain('indonesia-shared-git');
  });

  test('is open to the bastion alone', () => {
    const rules = inventory.resources({ type: 'aws_vpc_security_group_ingress_rule', path: 'indonesia-shared-git/**' });
    const intoServer = rules.filter(({ values }) => String(values.security_group_id).includes('Server_Host'));
    expect(intoServer.map(({ values }) => [values.description, values.from_port])).toEqual([
      ['Operators open GitLab through the bastion', 443],
    ]);
  });
});

test('two runs are equal, byte for byte', () => {
  const text = () => JSON.stringify({ ...inventoryOf(staging).toJSON(), stacks: [] });
  expect(text()).toBe(text());
});

test('refuses a place for states that does not exist', () => {
  expect(() => estateApp([staging], { state: 'gcs' })).toFailWith(
    'SMILE_STATE: expected one of s3, local, got "gcs"; leave it unset to deploy',
  );
});
