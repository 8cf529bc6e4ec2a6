import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenEstateRules, inventoryOf } from '@smile/estate/fixtures';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { environment } from './environment.ts';

const inventory = inventoryOf(environment);

test('has exactly the committed addresses: a lost one is destroyed, a renamed one replaced', () => {
  const committed = readFileSync(join(__dirname, 'addresses.txt'), 'utf8').trim().split('\n');
  expect(inventory).toHaveAddresses(committed);
});

test('keeps the rules of the estate', () => {
  expect(brokenEstateRules(inventory)).toEqual([]);
});

describe('shared', () => {
  test('is account 444444444444 in Jakarta (REG-1)', () => {
    const places = inventory.resources({ mode: 'managed' }).map(({ account, region }) => `${account} ${region}`);
    expect(new Set(places)).toEqual(new Set(['444444444444 ap-southeast-3']));
  });

  test('has the network 10.3.0.0/16 with twelve subnets over three zones (NET-1, NET-2)', () => {
    expect(inventory.ofType('aws_vpc').map(({ values }) => values.cidr_block)).toEqual(['10.3.0.0/16']);
    expect(inventory.ofType('aws_subnet')).toHaveLength(12);
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

  test('keeps flow logs for 30 days (NET-4)', () => {
    const [rules] = inventory
      .resources({ type: 'aws_s3_bucket_lifecycle_configuration', path: '**/FlowLogs/**' })
      .map(({ values }) => values.rule);
    expect(rules).toContainEqual(expect.objectContaining({ id: 'expire', expiration: [{ days: 30 }] }));
  });

  test('has no data stores and no image repositories, because nothing runs in clusters here', () => {
    expect(inventory.resources({ type: ['aws_db_instance', 'aws_ecr_repository'] })).toEqual([]);
  });

  test("has one secret, the Git server's own", () => {
    const secrets = inventory.ofType('aws_secretsmanager_secret').map(({ stack }) => stack);
    expect(secrets).toEqual(['indonesia-shared-git']);
  });

  test('has a t3.small bastion without public address, and no key pair (ACC-BASTION)', () => {
    const bastions = inventory.resources({ type: 'aws_instance', path: '**/Bastion/**' }).map(({ values }) => values);
    expect(bastions).toMatchObject([{ instance_type: 't3.small', associate_public_ip_address: false }]);
    expect(inventory.ofType('aws_key_pair')).toEqual([]);
  });

  test('has the Git server, a t3.xlarge, with its data on a protected volume of 500 GiB (ACC-GIT, ENV-SHR)', () => {
    const servers = inventory.resources({ type: 'aws_instance', path: '**/Server/**' }).map(({ values }) => values);
    expect(servers).toMatchObject([{ instance_type: 't3.xlarge' }]);
    const [volume, ...others] = inventory.ofType('aws_ebs_volume');
    expect(others).toEqual([]);
    expect(volume).toMatchObject({ values: { size: 500, encrypted: true }, lifecycle: { preventDestroy: true } });
  });
});
