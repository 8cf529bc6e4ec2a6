import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { KmsKey } from '@cdktf/provider-aws/lib/kms-key';
import { LaunchTemplate } from '@cdktf/provider-aws/lib/launch-template';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { resourcesOf } from '@smile/testing';
import '@smile/testing/matchers';
import { describe, expect, test } from 'vitest';
import { nodeStackFor } from './fixtures/test-cluster.ts';
import { NodeLaunchTemplate, type NodeLaunchTemplateProps } from './node-launch-template.ts';

const stackWith = (props: Partial<NodeLaunchTemplateProps> = {}) =>
  nodeStackFor((scope, cluster) => {
    new NodeLaunchTemplate(scope, 'Template', {
      cluster,
      nodeName: 'smile-uat-app',
      naming: 'generated',
      instanceType: 'm6g.xlarge',
      volume: { size: '200 GiB' },
      userData: 'MIME-Version: 1.0',
      ...props,
    });
  });

const stack = stackWith();

test('defaults: the speed that gp3 brings, and no protection', () => {
  expect(stack).toHaveResource(LaunchTemplate, {
    block_device_mappings: [{ ebs: { iops: 3000, throughput: 125 } }],
    lifecycle: { create_before_destroy: true },
  });
});

describe('a template', () => {
  test('encrypts the system disk with our key, and it goes with the node', () => {
    expect(stack).toHaveResource(LaunchTemplate, {
      block_device_mappings: [
        {
          device_name: '/dev/xvda',
          ebs: { volume_type: 'gp3', volume_size: 200, encrypted: 'true', delete_on_termination: 'true' },
        },
      ],
    });
    expect(stack).toReference(LaunchTemplate, 'block_device_mappings[*].ebs.kms_key_id', KmsKey);
  });

  test("keeps the node's role from its pods: a token, and one hop", () => {
    expect(stack).toHaveResource(LaunchTemplate, {
      metadata_options: { http_endpoint: 'enabled', http_tokens: 'required', http_put_response_hop_limit: 1 },
    });
  });

  test('measures every minute', () => {
    expect(stack).toHaveResource(LaunchTemplate, { monitoring: { enabled: true } });
  });

  test('tags what a scaling group starts, which default tags do not reach (P14)', () => {
    const tags = expect.objectContaining({
      Name: 'smile-uat-app',
      project: 'smile',
      stack: 'clusters',
      owner: 'platform@smile.example',
      backup: 'none',
    });
    expect(stack).toHaveResource(LaunchTemplate, {
      tag_specifications: [
        { resource_type: 'instance', tags },
        { resource_type: 'volume', tags },
        { resource_type: 'network-interface', tags },
      ],
    });
  });

  test('has the groups of the cluster, and waits for what nodes need', () => {
    expect(stack).toReference(LaunchTemplate, 'vpc_security_group_ids', SecurityGroup);
    expect(stack).toReference(LaunchTemplate, 'depends_on', IamRole);
  });

  test('holds its user data in base64', () => {
    expect(stack).toHaveResource(LaunchTemplate, {
      user_data: Buffer.from('MIME-Version: 1.0').toString('base64'),
      update_default_version: true,
    });
  });

  test.each(['key_name', 'image_id', 'instance_type', 'iam_instance_profile', 'network_interfaces'])(
    'leaves %s to EKS, or out',
    (argument) => {
      expect(resourcesOf(stack, LaunchTemplate)[0]).not.toHaveProperty(argument);
    },
  );
});

describe('options', () => {
  test('a name of its own, and protection', () => {
    const fixed = stackWith({ naming: 'fixed', isProtected: true });
    expect(fixed).toHaveResource(LaunchTemplate, { name: 'smile-uat-app', lifecycle: { prevent_destroy: true } });
    expect(stack).toHaveResource(LaunchTemplate, { name_prefix: 'smile-uat-app-' });
  });

  test('a faster disk', () => {
    const volume = { size: '200 GiB', iops: 8000, throughputMebibytesPerSecond: 500 } as const;
    expect(stackWith({ volume })).toHaveResource(LaunchTemplate, {
      block_device_mappings: [{ ebs: { iops: 8000, throughput: 500 } }],
    });
  });

  test('a burstable type costs more rather than slowing down', () => {
    expect(stackWith({ instanceType: 't3.2xlarge' })).toHaveResource(LaunchTemplate, {
      credit_specification: { cpu_credits: 'unlimited' },
    });
    expect(resourcesOf(stack, LaunchTemplate)[0]).not.toHaveProperty('credit_specification');
  });
});

test('refuses a disk that EC2 would refuse', () => {
  const volume = { size: '200 GiB', iops: 1000, throughputMebibytesPerSecond: 900 } as const;
  expect(() => stackWith({ volume })).toFailWith(
    [
      'indonesia-staging-clusters/Template: 2 problems',
      '  - volume.iops must be 3000 to 80000, got 1000; leave it out for 3000',
      '  - volume.throughputMebibytesPerSecond must be 125 to 250 with 1000 iops, got 900; give four times as many iops, or less',
    ].join('\n'),
  );
});
