import { defineEnvironment, type Environment } from '@smile/core';
import { TEST_EDGE, TEST_GIT_SERVER, TEST_VALUES, testApp, testEnvironment } from '@smile/core/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { Estate } from './estate.ts';
import { estateApp } from './estate-app.ts';
import { inventoryOf } from './fixtures.ts';

const staging = testEnvironment();
const stagingInventory = inventoryOf(staging);

describe('an environment', () => {
  const inventory = stagingInventory;

  test('has its stacks, one state each (USE-STATE)', () => {
    expect(inventory.stacks.map(({ name, backend }) => [name, backend?.config.key])).toEqual([
      ['indonesia-staging-account', 'indonesia/staging/account.tfstate'],
      ['indonesia-staging-bootstrap', 'indonesia/staging/bootstrap.tfstate'],
      ['indonesia-staging-network', 'indonesia/staging/network.tfstate'],
      ['indonesia-staging-storage', 'indonesia/staging/storage.tfstate'],
      ['indonesia-staging-databases', 'indonesia/staging/databases.tfstate'],
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
    const outputs = inventory.outputs.filter(({ stack }) => stack === 'indonesia-staging-bootstrap');
    expect(outputs.map(({ name, value, description }) => ({ name, value, description }))).toEqual([
      {
        name: 'apply-role-arn',
        value: 'arn:aws:iam::222222222222:role/smile-uat-apply',
        description: "Role that Jenkins' pods take on to apply, through EKS Pod Identity",
      },
      {
        name: 'plan-role-arn',
        value: 'arn:aws:iam::222222222222:role/smile-uat-plan',
        description: "Role that Jenkins' pods take on to plan, through EKS Pod Identity",
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

describe('an environment in an account that another one owns', () => {
  const environment = testEnvironment({ account: { id: '222222222222', ownsSingletons: false } });

  test('has no account stack, because what it holds exists once per account', () => {
    expect(inventoryOf(environment).stacks.map(({ name }) => name)).not.toContain('indonesia-staging-account');
  });

  test("tells its alarms to the account's topic, by name", () => {
    const { account, alarmTopic } = new Estate(testApp(), environment);
    expect(account).toBeUndefined();
    expect(alarmTopic.topicArn).toBe('arn:aws:sns:ap-southeast-3:222222222222:smile-alarms');
  });
});

describe('data stores', () => {
  const inventory = stagingInventory;

  test('are the ones that the environment asks for (APP-RDS, APP-WMS-RDS, APP-REDIS, APP-MQ)', () => {
    const [main, wms] = inventory.ofType('aws_db_instance').map(({ values }) => values);
    expect(main).toMatchObject({ identifier: 'smile-uat-mysql-main', instance_class: 'db.m5.xlarge' });
    expect(wms).toMatchObject({ identifier: 'smile-uat-mysql-wms', instance_class: 'db.m5.large' });
    expect(inventory.ofType('aws_elasticache_replication_group')).toHaveLength(1);
    expect(inventory.ofType('aws_mq_broker')).toHaveLength(1);
  });

  test('feed change data capture from the main MySQL only (DAT-OLTP)', () => {
    const groups = inventory.ofType('aws_db_parameter_group').map(({ values }) => JSON.stringify(values.parameter));
    expect(groups.map((parameters) => parameters.includes('binlog_format'))).toEqual([true, false]);
  });

  test('can be found by host, port and secret', () => {
    const names = inventory.ofType('aws_ssm_parameter').map(({ values }) => values.name);
    for (const store of ['mysql-main', 'mysql-wms', 'redis', 'rabbitmq']) {
      for (const fact of ['host', 'port', 'secret-arn', 'tls']) {
        expect(names).toContain(`/smile/uat/databases/${store}/${fact}`);
      }
    }
    expect(inventory.ofType('aws_route53_record').map(({ values }) => values.name)).toEqual([
      'mysql.uat.smile.internal',
      'mysql-wms.uat.smile.internal',
      'rabbitmq.uat.smile.internal',
      'redis.uat.smile.internal',
    ]);
  });

  test('tell the alarm topic of the account', () => {
    const ends = inventory
      .resources({ type: 'aws_cloudwatch_metric_alarm', stack: '*-databases' })
      .map((alarm) => inventory.references(alarm).map(({ stack, type }) => `${stack} ${type}`));
    expect(ends.length).toBeGreaterThan(0);
    for (const end of ends) expect(end).toContain('indonesia-staging-account aws_sns_topic_policy');
  });

  test('are absent, with buckets and images, where nothing runs in clusters (ENV-SHR)', () => {
    const { databases: _, ...values } = TEST_VALUES;
    const storage = { accessLogRetention: '90 days', loadBalancerLogRetention: '90 days' } as const;
    const lean = inventoryOf(defineEnvironment({ ...values, stage: 'shared', storage }));
    expect(lean.stacks.map(({ name }) => name)).not.toContain('indonesia-shared-databases');
    expect(lean.ofType('aws_ecr_repository')).toEqual([]);
    expect(lean.resources({ type: 'aws_s3_bucket', path: '**-storage/**' }).map(({ values }) => values.bucket)).toEqual(
      ['smile-shared-access-logs-222222222222', 'smile-shared-load-balancer-logs-222222222222'],
    );
  });
});

test('settings of the whole account are made by its owner only (APP-ECR)', () => {
  const guest = testEnvironment({ account: { id: '222222222222', ownsSingletons: false } });
  const types = ['aws_ecr_registry_scanning_configuration', 'aws_ecr_pull_through_cache_rule'];
  expect(inventoryOf(staging).resources({ type: types })).toHaveLength(4);
  expect(inventoryOf(guest).resources({ type: types })).toEqual([]);
  const repositories = inventoryOf(guest).resources({ type: 'aws_ecr_repository', path: '**/Registry/**' });
  expect(repositories).toHaveLength(11);
});

describe('waivers', () => {
  const waivedIn = (environment: Environment) =>
    inventoryOf(environment).stacks.flatMap(({ waivers }) => waivers.map(({ rule, at }) => `${rule} ${at}`));

  test('of standbys are only on stores that have none, and only where the environment gives a reason', () => {
    const rules = /^(?:CKV_AWS_157|CKV2_AWS_50|SMILE_RABBITMQ_CLUSTER) /;
    expect(waivedIn(staging).filter((waiver) => rules.test(waiver))).toEqual([
      'CKV_AWS_157 indonesia-staging-databases/MysqlMain',
      'CKV_AWS_157 indonesia-staging-databases/MysqlWms',
      'SMILE_RABBITMQ_CLUSTER indonesia-staging-databases/RabbitMq',
    ]);
    const { databases } = TEST_VALUES;
    const silent = testEnvironment({ databases: databases && { ...databases, withoutStandby: undefined } });
    expect(waivedIn(silent).filter((waiver) => rules.test(waiver))).toEqual([]);
  });

  test('of MySQL 8.0, whose standard support has ended, are on the instances that run it', () => {
    const withMain = (version: '8.0' | '8.4') => {
      const { databases } = TEST_VALUES;
      const mysql = databases && { ...databases.mysql, main: { ...databases.mysql.main, version } };
      return testEnvironment({ databases: databases && mysql && { ...databases, mysql } });
    };
    const waived = (version: '8.0' | '8.4') =>
      waivedIn(withMain(version)).filter((waiver) => waiver.startsWith('SMILE_LIFECYCLE_MYSQL'));
    const wms = 'SMILE_LIFECYCLE_MYSQL indonesia-staging-databases/MysqlWms';
    expect(waived('8.0')).toEqual(['SMILE_LIFECYCLE_MYSQL indonesia-staging-databases/MysqlMain', wms]);
    expect(waived('8.4')).toEqual([wms]);
  });
});

describe('access (ACC-BASTION)', () => {
  const inventory = stagingInventory;

  test('has a bastion of the type in the values, which tells the topic of the account', () => {
    const environment = testEnvironment({ access: { ...TEST_VALUES.access, bastion: { instanceType: 't3.large' } } });
    const other = inventoryOf(environment);
    expect(other.ofType('aws_instance').map(({ values }) => values.instance_type)).toEqual(['t3.large']);
    for (const alarm of other.resources({ type: 'aws_cloudwatch_metric_alarm', stack: '*-access' })) {
      expect(other.references(alarm).map(({ type }) => type)).toContain('aws_sns_topic_policy');
    }
  });

  test('lets hosts to endpoints, and operators through the bastion to every data store (NET-5)', () => {
    const rules = inventory
      .resources({ type: 'aws_vpc_security_group_ingress_rule', stack: '*-access' })
      .map(({ values }) => `${values.from_port} ${values.description}`);
    expect(rules.sort()).toEqual([
      '3306 Operators query the WMS MySQL through the bastion',
      '3306 Operators query the main MySQL through the bastion',
      '443 Hosts talk to Systems Manager, logs and keys',
      '443 Operators open the RabbitMQ console through the bastion',
      '5671 Operators look into RabbitMQ through the bastion',
      '6379 Operators look into Redis through the bastion',
    ]);
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

test('the edge exists only where the environment has values for it, and tells the topic of the account', () => {
  const withEdge = inventoryOf(testEnvironment({ edge: TEST_EDGE }));
  expect(stagingInventory.stacks.map(({ name }) => name)).not.toContain('indonesia-staging-edge');
  const [alarm] = withEdge.resources({ type: 'aws_cloudwatch_metric_alarm', stack: 'indonesia-staging-edge' });
  expect(alarm === undefined ? [] : withEdge.references(alarm).map(({ type }) => type)).toContain(
    'aws_sns_topic_policy',
  );
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
    'SMILE_STATE: expected one of s3, local, offline, got "gcs"; leave it unset to deploy',
  );
});

describe('stand-in providers', () => {
  test.each([undefined, 's3', 'local'])('never fill real states, with SMILE_STATE %j', (state) => {
    expect(() => estateApp([staging], { state, standIns: true })).toFailWith(
      `SMILE_STATE: got "${state ?? 's3'}" while TF_REATTACH_PROVIDERS attaches other providers, so real states would be filled with what they invent; unset TF_REATTACH_PROVIDERS to deploy, or run the command as smile offline -- <command>`,
    );
  });

  test('are needed for states that are not real', () => {
    expect(() => estateApp([staging], { state: 'offline' })).toFailWith(
      'SMILE_STATE: got "offline" without stand-in providers; run the command as smile offline -- <command>, or unset it to deploy',
    );
    expect(() => estateApp([staging], { state: 'offline', standIns: true })).not.toThrow();
  });
});
