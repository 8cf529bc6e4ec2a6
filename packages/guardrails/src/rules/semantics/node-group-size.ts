import { each } from '../../reading/checks.ts';
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
  check: each('aws_eks_node_group', (group, { lifecycle }, { inventory }) => {
    const size = group.block('scaling_config');
    const [least, wanted, most] = [size.number('min_size'), size.number('desired_size'), size.number('max_size')];
    if (least === undefined || most === undefined) return undefined;
    const inOrder = least <= (wanted ?? least) && (wanted ?? least) <= most;
    const isIgnored = lifecycle.ignoreChanges.some((path) => path.includes('desired_size') || path === 'all');
    return [
      inOrder ? undefined : `sizes must be in order, got min_size=${least} desired_size=${wanted} max_size=${most}`,
      inventory.source === 'synth' && most > least && !isIgnored
        ? 'lifecycle must ignore changes of scaling_config[0].desired_size'
        : undefined,
    ];
  }),
};
