import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each, inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const nodeGroupSize: Rule = {
  id: 'SMILE_NODE_GROUP_SIZE',
  family: 'semantics',
  severity: 'high',
  title: 'The autoscaler may change the number of nodes',
  what: 'Every `aws_eks_node_group` whose largest size exceeds its smallest ignores changes of `desired_size`; the sizes are in order.',
  why: 'Every apply would otherwise set the group back to its first size, and drain nodes at noon.',
  remedy: 'Use NodeGroup of @smile/eks.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group',
  check: allOf(
    argumentRules('node-group-scaling', 'node-group-max-size', 'node-group-unavailable'),
    inCode(
      each('aws_eks_node_group', (group, { lifecycle }) => {
        const size = group.block('scaling_config');
        const [least, most] = [size.number('min_size') ?? 0, size.number('max_size') ?? 0];
        const isIgnored = lifecycle.ignoreChanges.some((path) => path.includes('desired_size') || path === 'all');
        return most > least && !isIgnored
          ? 'lifecycle must ignore changes of scaling_config[0].desired_size'
          : undefined;
      }),
    ),
  ),
};
