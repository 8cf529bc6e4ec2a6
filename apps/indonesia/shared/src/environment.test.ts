import { testEveryEnvironment } from '@smile/estate/every-environment';
import { describe, expect, test } from 'vitest';
import { environment } from './environment.ts';

const inventory = testEveryEnvironment(environment, __dirname);

describe('shared', () => {
  test('is shared by its account and network (NET-1)', () => {
    expect([environment.account.id, environment.network.cidr]).toEqual(['444444444444', '10.3.0.0/16']);
  });

  test('has one NAT gateway (NET-3)', () => {
    expect(inventory.ofType('aws_nat_gateway')).toHaveLength(1);
  });

  test('has endpoints only for what a server without a cluster needs', () => {
    const services = inventory
      .ofType('aws_vpc_endpoint')
      .map(({ values }) => String(values.service_name).split('.').pop());
    expect(services.sort()).toEqual(['dynamodb', 'ec2messages', 'kms', 'logs', 's3', 'ssm', 'ssmmessages', 'sts']);
  });

  test('has no data stores and no image repositories, because nothing runs in clusters here', () => {
    expect(inventory.resources({ type: ['aws_db_instance', 'aws_ecr_repository'] })).toEqual([]);
  });

  test("has one secret, the Git server's own", () => {
    const secrets = inventory.ofType('aws_secretsmanager_secret').map(({ stack }) => stack);
    expect(secrets).toEqual(['indonesia-shared-git']);
  });

  test('has a t3.small bastion without public address (ACC-BASTION)', () => {
    const bastions = inventory.resources({ type: 'aws_instance', path: '**/Bastion/**' }).map(({ values }) => values);
    expect(bastions).toMatchObject([{ instance_type: 't3.small', associate_public_ip_address: false }]);
  });

  test('has the Git server, a t3.xlarge, with its data on a protected volume of 500 GiB (ACC-GIT, ENV-SHR)', () => {
    const servers = inventory.resources({ type: 'aws_instance', path: '**/Server/**' }).map(({ values }) => values);
    expect(servers).toMatchObject([{ instance_type: 't3.xlarge' }]);
    const [volume, ...others] = inventory.ofType('aws_ebs_volume');
    expect(others).toEqual([]);
    expect(volume).toMatchObject({ values: { size: 500, encrypted: true }, lifecycle: { preventDestroy: true } });
  });

  test('has no clusters (ENV-SHR)', () => {
    expect(inventory.ofType('aws_eks_cluster')).toEqual([]);
  });

  test('has one load balancer, for the Git server, which is its only target (ACC-GIT)', () => {
    expect(inventory.ofType('aws_lb').map(({ values }) => values.name)).toEqual(['smile-shared-git']);
    expect(inventory.ofType('aws_lb_target_group_attachment')).toHaveLength(1);
  });
});
