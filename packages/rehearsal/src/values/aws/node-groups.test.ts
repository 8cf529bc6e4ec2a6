import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../../protocol/value.ts';
import { EKS_FACTS } from './eks.ts';

const admit = (group: ObjectValue, template: ObjectValue) =>
  EKS_FACTS.aws_eks_node_group?.admit?.(group, (type) => (type === 'aws_launch_template' ? [template] : []));

const GROUP = { launch_template: [{ id: 'lt-1', version: '1' }], instance_types: ['m6g.xlarge'] };

describe('a node group', () => {
  it('is another one for what EKS cannot change, and the same for what rolls its nodes', () => {
    const replace = EKS_FACTS.aws_eks_node_group?.replace ?? [];
    expect(replace).toEqual(
      expect.arrayContaining([
        'instance_types',
        'ami_type',
        'disk_size',
        'subnet_ids',
        'capacity_type',
        'node_role_arn',
      ]),
    );
    const rolling = ['version', 'release_version', 'launch_template.version'];
    expect(replace.filter((path) => rolling.includes(path))).toEqual([]);
  });

  it('is admitted with a template that leaves to EKS what is its own', () => {
    expect(admit(GROUP, { id: 'lt-1', iam_instance_profile: [], instance_type: '' })).toBeUndefined();
    expect(admit(GROUP, { id: 'lt-2', instance_type: 'm6g.xlarge' })).toBeUndefined();
  });

  it.each([
    [
      { iam_instance_profile: [{ name: 'x' }] },
      'InvalidRequestException: Launch template lt-1 should not specify an instance profile',
    ],
    [
      { instance_initiated_shutdown_behavior: 'stop' },
      'InvalidRequestException: Launch template lt-1 should not specify a shutdown behavior',
    ],
    [
      { instance_type: 'm6g.large' },
      'InvalidParameterException: You cannot specify an instance type in both launch template and node group',
    ],
  ])('is refused with a template of %j', (template, summary) => {
    expect(admit(GROUP, { id: 'lt-1', ...template })).toMatchObject({ summary });
  });
});
