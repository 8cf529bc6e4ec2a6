import { testEveryEnvironment } from '@smile/estate/every-environment';
import { describe, expect, test } from 'vitest';
import { environment } from './environment.ts';

const inventory = testEveryEnvironment(environment, __dirname);

describe('staging', () => {
  test('is staging by its account and network (NET-1)', () => {
    expect([environment.account.id, environment.network.cidr]).toEqual(['222222222222', '10.1.0.0/16']);
  });

  test('has one NAT gateway (NET-3)', () => {
    expect(inventory.ofType('aws_nat_gateway')).toHaveLength(1);
  });

  test('is called uat in AWS (ENV-STG)', () => {
    expect(inventory.ofType('aws_s3_bucket').map(({ values }) => values.bucket)).toContain(
      'smile-uat-flow-logs-222222222222',
    );
  });

  test('has the MySQL instances, Redis and RabbitMQ of its size (APP-RDS, APP-WMS-RDS, APP-REDIS, APP-MQ)', () => {
    const mysql = inventory.ofType('aws_db_instance').map(({ values }) => values);
    expect(mysql).toMatchObject([
      {
        identifier: 'smile-uat-mysql-main',
        instance_class: 'db.m5.xlarge',
        allocated_storage: 100,
        max_allocated_storage: 200,
        multi_az: false,
        engine_version: '8.0',
      },
      {
        identifier: 'smile-uat-mysql-wms',
        instance_class: 'db.m5.large',
        allocated_storage: 50,
        max_allocated_storage: 100,
        multi_az: false,
        engine_version: '8.0',
      },
    ]);
    expect(mysql.map(({ backup_retention_period }) => backup_retention_period)).toEqual([7, 7]);
    expect(inventory.ofType('aws_elasticache_replication_group').map(({ values }) => values)).toMatchObject([
      { node_type: 'cache.m5.large', num_cache_clusters: 2, engine_version: '6.2' },
    ]);
    expect(inventory.ofType('aws_mq_broker').map(({ values }) => values)).toMatchObject([
      { host_instance_type: 'mq.m5.large', deployment_mode: 'SINGLE_INSTANCE', engine_version: '3.13' },
    ]);
  });

  test('has eleven image repositories and ten secrets (APP-ECR, APP-SECRETS)', () => {
    expect(inventory.ofType('aws_ecr_repository')).toHaveLength(11);
    expect(inventory.ofType('aws_secretsmanager_secret')).toHaveLength(10);
  });

  test('has a t3.small bastion without public address (ACC-BASTION)', () => {
    const bastions = inventory.resources({ type: 'aws_instance', path: '**/Bastion/**' }).map(({ values }) => values);
    expect(bastions).toMatchObject([{ instance_type: 't3.small', associate_public_ip_address: false }]);
  });

  test('has no Git server: the shared environment has it (ENV-SHR)', () => {
    expect(inventory.stacks.map(({ name }) => name)).not.toContain('indonesia-staging-git');
  });

  test("has production's four load balancers, and only names in the Cloudflare zone (APP-ALB, EDG-CLOUDFLARE)", () => {
    const names = inventory.ofType('aws_lb').map(({ values }) => values.name);
    expect(names).toEqual(['smile-uat-data', 'smile-uat-platform', 'smile-uat-web', 'smile-uat-wms']);
    expect(inventory.resources({ type: ['cloudflare_ruleset', 'cloudflare_zone_*'] })).toEqual([]);
  });

  test('lets AWS read the keys of Jenkins, whose other pages are for operators (CI-JENKINS)', () => {
    expect(environment.edge?.loadBalancers.web?.hosts.Jenkins).toBe('jenkins.smile.example');
    expect(environment.deployment.jenkins.issuerUrl).toBe('https://jenkins.smile.example/oidc');
  });
});
