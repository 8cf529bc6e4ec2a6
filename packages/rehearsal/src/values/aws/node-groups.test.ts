import { describe, expect, it } from 'vitest';
import type { ObjectValue } from '../../protocol/value.ts';
import { EKS_FACTS } from './eks.ts';

const admit = (group: ObjectValue, template: ObjectValue) =>
  EKS_FACTS.aws_eks_node_group?.admit?.(group, (type) => (type === 'aws_launch_template' ? [template] : []));

const GROUP = { launch_template: [{ id: 'lt-1', version: '1' }], instance_types: ['m6g.xlarge'] };

describe('a node group', () => {
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

  const SIZE = (min: number, desired: number, max: number) => ({
    ...GROUP,
    scaling_config: [{ min_size: min, desired_size: desired, max_size: max }],
  });

  // https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3306
  it('is refused with a smallest number above the one that an autoscaler left', () => {
    expect(admit(SIZE(6, 5, 10), { id: 'lt-1' })).toMatchObject({
      summary: "InvalidParameterException: Minimum capacity 6 can't be greater than desired size 5",
    });
  });

  // https://github.com/ministryofjustice/cloud-platform-infrastructure/pull/4595
  it('is refused with a largest number below it', () => {
    expect(admit(SIZE(1, 5, 4), { id: 'lt-1' })).toMatchObject({
      summary: "InvalidParameterException: desiredSize can't be greater than maxSize",
    });
  });

  it.each([
    [0, 0, 1],
    [5, 5, 5],
    [3, 4, 10],
  ])('is admitted with %i, %i and %i nodes', (min, desired, max) => {
    expect(admit(SIZE(min, desired, max), { id: 'lt-1' })).toBeUndefined();
  });
});

describe('the security groups of nodes', () => {
  const attaches = EKS_FACTS.aws_eks_node_group?.attaches;
  const templateWith =
    (...groups: string[]) =>
    (type: string) =>
      type === 'aws_launch_template' ? [{ id: 'lt-1', vpc_security_group_ids: groups }] : [];
  const group = (version: string, desired = 1): ObjectValue => ({
    launch_template: [{ id: 'lt-1', version }],
    scaling_config: [{ desired_size: desired }],
  });

  it('are those of the template that they were started with', () => {
    expect(attaches?.(group('1'), templateWith('sg-old'))).toEqual(['sg-old']);
  });

  it('stay, as long as the group stays at its version of the template', () => {
    const before = { value: group('1'), attached: ['sg-old'] };
    expect(attaches?.(group('1'), templateWith('sg-new'), before)).toEqual(['sg-old']);
  });

  it('are the new ones once the nodes have been rolled to the next version', () => {
    const before = { value: group('1'), attached: ['sg-old'] };
    expect(attaches?.(group('2'), templateWith('sg-new'), before)).toEqual(['sg-new']);
  });

  it('are none where there is no node', () => {
    expect(attaches?.(group('1', 0), templateWith('sg-old'), { value: group('1'), attached: ['sg-old'] })).toEqual([]);
  });
});
