import { testEnvironment } from '@smile/core/fixtures';
import { Inventory } from '@smile/inventory';
import { describe, expect, test } from 'vitest';
import { brokenEstateRules } from './estate-rules.ts';
import { inventoryOf } from './fixtures.ts';

const withResource = (type: string, body: object, mode: 'resource' | 'data' = 'resource') =>
  Inventory.fromStacks({ network: JSON.stringify({ [mode]: { [type]: { Example: body } } }) });

test('the estate keeps them', () => {
  expect(brokenEstateRules(inventoryOf(testEnvironment()))).toEqual([]);
});

describe('each rule can be broken', () => {
  test.each([
    ['aws_eip', {}, 'network/aws_eip.Example can be destroyed; set prevent_destroy, or give a reason'],
    [
      'aws_vpc_security_group_ingress_rule',
      { cidr_ipv4: '0.0.0.0/0' },
      'network/aws_vpc_security_group_ingress_rule.Example lets the whole internet in; name a group or a prefix list',
    ],
    [
      'aws_vpc_security_group_ingress_rule',
      { cidr_ipv6: '::/0' },
      'network/aws_vpc_security_group_ingress_rule.Example lets the whole internet in; name a group or a prefix list',
    ],
    [
      'aws_subnet',
      { map_public_ip_on_launch: true },
      'network/aws_subnet.Example gives out public addresses; turn map_public_ip_on_launch off',
    ],
    ['aws_iam_role', {}, 'network/aws_iam_role.Example has no permissions boundary; put it in an EstateStack'],
    [
      'aws_kms_key',
      { lifecycle: { prevent_destroy: true } },
      'network/aws_kms_key.Example is never rotated; use EncryptionKey',
    ],
    [
      'aws_instance',
      { metadata_options: { http_tokens: 'required' } },
      'network/aws_instance.Example may get a public address; turn it off',
    ],
    [
      'aws_instance',
      { associate_public_ip_address: false, key_name: 'ops', metadata_options: { http_tokens: 'required' } },
      'network/aws_instance.Example has an SSH key pair; use Session Manager',
    ],
    [
      'aws_instance',
      { associate_public_ip_address: false, metadata_options: { http_tokens: 'optional' } },
      'network/aws_instance.Example answers metadata questions without a token; require one',
    ],
    [
      'aws_ebs_volume',
      { lifecycle: { prevent_destroy: true } },
      'network/aws_ebs_volume.Example makes a volume without encryption; encrypt it',
    ],
    [
      'aws_ebs_volume',
      { encrypted: true },
      'network/aws_ebs_volume.Example can be destroyed; set prevent_destroy, or give a reason',
    ],
    [
      'aws_launch_template',
      { block_device_mappings: [{ device_name: '/dev/xvda', ebs: { volume_size: 20 } }] },
      'network/aws_launch_template.Example makes a volume without encryption; encrypt it',
    ],
    [
      'aws_subnet',
      { map_public_ip_on_launch: false, vpc_id: '${aws_vpc.Gone.id}' },
      'network/aws_subnet.Example: refers to aws_vpc.Gone.id, but stack network has no resource aws_vpc.Gone',
    ],
  ])('%s with %j', (type, body, rule) => {
    expect(brokenEstateRules(withResource(type, body))).toEqual([rule]);
  });

  test('a bucket without its parts', () => {
    const body = { lifecycle: { prevent_destroy: true } };
    expect(brokenEstateRules(withResource('aws_s3_bucket', body))).toEqual(
      [
        'lifecycle_configuration',
        'ownership_controls',
        'policy',
        'public_access_block',
        'server_side_encryption_configuration',
      ].map((part) => `network/aws_s3_bucket.Example has no aws_s3_bucket_${part}; use PrivateBucket`),
    );
  });

  test('a data source that calls AWS', () => {
    expect(brokenEstateRules(withResource('aws_caller_identity', {}, 'data'))).toEqual([
      'network/data.aws_caller_identity.Example calls a cloud at plan; write the value into the environment',
    ]);
  });
});

test('a reason in the tags stands in for protection', () => {
  const body = { tags: { 'deletion-allowed-because': 'preview' } };
  expect(brokenEstateRules(withResource('aws_eip', body))).toEqual([]);
});
