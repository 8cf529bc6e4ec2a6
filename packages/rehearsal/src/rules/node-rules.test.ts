import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../protocol/value.ts';
import { findBrokenRules } from './broken-rules.ts';

const messages = (type: string, resource: ObjectValue) =>
  findBrokenRules(type, resource).map(({ rule, message }) => `${rule.id}: ${message}`);

const base64 = (text: string) => Buffer.from(text).toString('base64');

const TEMPLATE = [{ id: 'lt-1', version: '3' }];

describe('rules of node groups', () => {
  it.each<[ObjectValue, string]>([
    [
      { ami_type: 'AL2_x86_64' },
      'node-group-image-type: must not be of Amazon Linux 2, which ended on 2026-06-30 and has no image for new versions, got "AL2_x86_64"; use AL2023_x86_64_STANDARD or AL2023_ARM_64_STANDARD',
    ],
    [
      { version: '1.36', release_version: '1.35.6-20260714' },
      'node-group-release-version: must be a release of version 1.36, as in 1.36.0-20260101, got "1.35.6-20260714"',
    ],
    [
      { launch_template: TEMPLATE, disk_size: 20 },
      'node-group-disk-size: must be left out beside launch_template; set the size in its block device mappings',
    ],
    [
      { launch_template: TEMPLATE, remote_access: [{ ec2_ssh_key: 'key' }] },
      'node-group-remote-access: must be left out beside launch_template',
    ],
    [
      { launch_template: [{ id: 'lt-1', version: '$Latest' }] },
      'node-group-template-version: must be a number, got "$Latest"; EKS stores the number, and every plan shows a change',
    ],
    [
      { scaling_config: [{ min_size: 3, max_size: 3, desired_size: 2 }] },
      'node-group-scaling: must be 3 to 3, which min_size and max_size allow, got 2',
    ],
    [
      { scaling_config: [{ min_size: 0, max_size: 0, desired_size: 0 }] },
      'node-group-max-size: must be at least 1, got 0',
    ],
    [
      { update_config: [{ max_unavailable: 1, max_unavailable_percentage: 33 }] },
      'node-group-unavailable: must be left out beside max_unavailable_percentage',
    ],
    [
      { taint: [{ key: 'a', value: 'b', effect: 'NoSchedule' }] },
      'node-group-taint-effect: must be one of NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE, got "NoSchedule"',
    ],
    [
      { labels: { 'node-role.kubernetes.io/worker': '', 'smile/role': 'app' } },
      'node-group-labels: must not start with a prefix of Kubernetes or EKS, which the kubelet refuses, got node-role.kubernetes.io/worker',
    ],
    [
      { node_group_name: 'n'.repeat(64) },
      `node-group-name: must have 1 to 63 characters, got 64 in "${'n'.repeat(64)}"`,
    ],
  ])('refuse %j', (group, message) => {
    expect(messages('aws_eks_node_group', group)).toEqual([message]);
  });

  it('refuse more than 50 taints', () => {
    const taint = Array.from({ length: 51 }, (_, i) => ({ key: `k${i}`, value: '', effect: 'NO_SCHEDULE' }));
    expect(messages('aws_eks_node_group', { cluster_name: 'c', taint })).toEqual([
      'node-group-taint-count: must have at most 50 taints in one group, got 51',
    ]);
  });

  it('accept a group as ours are', () => {
    const group = {
      ami_type: 'AL2023_ARM_64_STANDARD',
      version: '1.35',
      release_version: '1.35.6-20260714',
      launch_template: TEMPLATE,
      scaling_config: [{ min_size: 3, max_size: 10, desired_size: 5 }],
      update_config: [{ max_unavailable: null, max_unavailable_percentage: 33 }],
      labels: { 'data-platform/role': 'kafka', 'node.kubernetes.io/pool': 'x' },
      taint: [{ key: 'data-platform/role', value: 'kafka', effect: 'NO_SCHEDULE' }],
    };
    expect(messages('aws_eks_node_group', group)).toEqual([]);
  });
});

describe('rules of launch templates', () => {
  it.each<[ObjectValue, string]>([
    [{ user_data: '#!/bin/bash' }, 'launch-template-user-data: must be base64, which EC2 decodes, got plain text'],
    [
      { user_data: base64('x'.repeat(16385)) },
      'launch-template-user-data: must have at most 16384 bytes when decoded, got 16385',
    ],
    [{ metadata_options: [{ http_put_response_hop_limit: 65 }] }, 'launch-template-hop-limit: must be 1 to 64, got 65'],
    [
      { block_device_mappings: [{ ebs: [{ throughput: 100 }] }] },
      'launch-template-gp3-throughput: must be 125 to 2000 MiB/s, got 100',
    ],
    [{ name: 'a b' }, 'launch-template-name: must be letters, digits and ()./_-, got "a b"'],
  ])('refuse %j', (template, message) => {
    expect(messages('aws_launch_template', template)).toEqual([message]);
  });

  it('accept user data in base64', () => {
    expect(messages('aws_launch_template', { user_data: base64('MIME-Version: 1.0') })).toEqual([]);
  });
});

it("leave AWS's own tags to AWS", () => {
  expect(messages('aws_autoscaling_group_tag', { tag: [{ key: 'aws:x' }] })).toEqual([
    'autoscaling-tag-key: must be a key that does not start with aws:, got "aws:x"',
  ]);
});
