import { each } from '../../reading/checks.ts';
import { waitsFor } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const nodesAfterNetwork: Rule = {
  id: 'SMILE_NODES_AFTER_POLICIES',
  family: 'semantics',
  severity: 'high',
  title: 'Nodes wait for the policies of their role',
  what: 'Every `aws_eks_node_group` depends on an `aws_iam_role_policy_attachment` or `aws_iam_role_policy`.',
  why: 'Nodes that start without them never join, and the group fails after half an hour; on destroy, network interfaces stay behind.',
  remedy: 'Use NodeGroup of @smile/eks.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/eks_node_group',
  check: each('aws_eks_node_group', (_, group, context) =>
    waitsFor(context, group, 'aws_iam_role_policy_attachment') || waitsFor(context, group, 'aws_iam_role_policy')
      ? undefined
      : 'must depend on the policies of its role',
  ),
};
