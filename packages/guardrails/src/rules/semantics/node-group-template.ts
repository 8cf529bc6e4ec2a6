import { argumentRules } from '../../reading/argument-rules.ts';
import { Block } from '../../reading/block.ts';
import { allOf, each } from '../../reading/checks.ts';
import { targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

const FORBIDDEN = [
  'iam_instance_profile',
  'instance_initiated_shutdown_behavior',
  'hibernation_options',
  'instance_market_options',
];

export const nodeGroupTemplate: Rule = {
  id: 'SMILE_NODE_GROUP_TEMPLATE',
  family: 'semantics',
  severity: 'high',
  title: 'A node group and its launch template do not both decide',
  what: 'An `aws_eks_node_group` with a launch template has no `disk_size`; the template has no instance profile, subnets, shutdown behaviour or hibernation.',
  why: 'EKS refuses such a template, and ignores the disk size.',
  remedy: 'Use NodeGroup of @smile/eks.',
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html',
  check: allOf(
    argumentRules('node-group-disk-size', 'node-group-remote-access'),
    each('aws_eks_node_group', (_, resource, context) => {
      const templates = targetsOf(context, resource, 'launch_template', 'aws_launch_template');
      return templates.flatMap((template) =>
        FORBIDDEN.filter((name) => Block.of(template).has(name)).map(
          (name) => `launch_template must have no ${name}, got one in ${template.address}`,
        ),
      );
    }),
  ),
};
