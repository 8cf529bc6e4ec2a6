import { each, withLifecycles } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const nodeGroupData: Rule = {
  id: 'SMILE_NODE_GROUP_DATA',
  family: 'security',
  severity: 'high',
  title: 'Terraform refuses to destroy nodes whose disks hold data',
  what: 'Every `aws_eks_node_group` with the label `smile/local-storage` has `prevent_destroy`, unless its tags say why it may be deleted.',
  why: 'What is on the disks of a node is gone with the node, and no backup takes it.',
  remedy: 'Use LocalDiskNodeGroup of @smile/eks.',
  source: 'docs/adr/0010-what-protects-node-local-data.md',
  check: withLifecycles(
    each('aws_eks_node_group', (group, { lifecycle, tagsAll }) =>
      group.block('labels').has('smile/local-storage') &&
      !lifecycle.preventDestroy &&
      !('deletion-allowed-because' in tagsAll)
        ? 'lifecycle.prevent_destroy must be true for nodes with local storage, got false'
        : undefined,
    ),
  ),
};
