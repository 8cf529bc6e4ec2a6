import { testEveryEnvironment } from '@smile/estate/every-environment';
import { describe, expect, test } from 'vitest';
import { environment } from './environment.ts';

const inventory = testEveryEnvironment(environment, __dirname);

/** A group as `type × size` in each of its zones, or in all. */
const groupsOf = (cluster: string) =>
  inventory
    .resources({ type: 'aws_eks_node_group', path: `**/${cluster}/**` })
    .map(({ constructPath }) => constructPath?.split('/').slice(2).join('/'))
    .sort();

describe('dev', () => {
  test('is dev by its account and network (NET-1)', () => {
    expect([environment.account.id, environment.network.cidr]).toEqual(['333333333333', '10.2.0.0/16']);
  });

  test('has one NAT gateway (NET-3)', () => {
    expect(inventory.ofType('aws_nat_gateway')).toHaveLength(1);
  });

  test('turns the first key to data loss, the only environment that does', () => {
    expect(environment.allowDataLoss).toBe(true);
  });

  test('has the MySQL instances, Redis and RabbitMQ (APP-RDS, APP-WMS-RDS, APP-REDIS, APP-MQ)', () => {
    const mysql = inventory.ofType('aws_db_instance').map(({ values }) => values);
    expect(mysql).toMatchObject([
      {
        identifier: 'smile-dev-mysql-main',
        multi_az: false,
        engine_version: '8.0',
      },
      {
        identifier: 'smile-dev-mysql-wms',
        multi_az: false,
        engine_version: '8.0',
      },
    ]);
    expect(mysql.map(({ backup_retention_period }) => backup_retention_period)).toEqual([7, 7]);
    expect(inventory.ofType('aws_elasticache_replication_group').map(({ values }) => values)).toMatchObject([
      { engine_version: '6.2' },
    ]);
    expect(inventory.ofType('aws_mq_broker').map(({ values }) => values)).toMatchObject([
      { deployment_mode: 'SINGLE_INSTANCE', engine_version: '3.13' },
    ]);
  });

  test('has eleven image repositories and ten secrets (APP-ECR, APP-SECRETS)', () => {
    expect(inventory.resources({ type: 'aws_ecr_repository', path: '**/Registry/**' })).toHaveLength(11);
    expect(inventory.ofType('aws_secretsmanager_secret')).toHaveLength(10);
  });

  test('has a t3.small bastion without public address (ACC-BASTION)', () => {
    const bastions = inventory.resources({ type: 'aws_instance', path: '**/Bastion/**' }).map(({ values }) => values);
    expect(bastions).toMatchObject([{ instance_type: 't3.small', associate_public_ip_address: false }]);
  });

  test('has no Git server: the shared environment has it (ENV-SHR)', () => {
    expect(inventory.stacks.map(({ name }) => name)).not.toContain('indonesia-dev-git');
  });

  test('has one cluster that takes both roles (ENV-DEV)', () => {
    expect(inventory.ofType('aws_eks_cluster').map(({ values }) => values)).toMatchObject([
      { name: 'smile-dev-app', version: '1.35', vpc_config: { endpoint_public_access: false } },
    ]);
    expect(groupsOf('Application')).toEqual([
      'GroupApp/Group-apse3-az1/Default',
      'GroupApp/Group-apse3-az2/Default',
      'GroupApp/Group-apse3-az3/Default',
      'GroupCi/Default',
      'GroupData/Default',
      'GroupDeploy/Default',
      'GroupEtl/Default',
      'GroupPreview/Default',
      'GroupWms/Default',
    ]);
  });

  test('keeps no data on disks of nodes, so that any node can be replaced', () => {
    const labels = inventory.ofType('aws_eks_node_group').map(({ values }) => JSON.stringify(values.labels));
    expect(labels.filter((label) => label.includes('local-storage'))).toEqual([]);
  });

  test('has two load balancers: its one cluster has one gateway for visitors and one for operators (ENV-DEV)', () => {
    const names = inventory.ofType('aws_lb').map(({ values }) => values.name);
    expect(names).toEqual(['smile-dev-platform', 'smile-dev-web']);
  });
});
