import { allOf, each, withLifecycles } from '../../reading/checks.ts';
import { companionsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

export const nodeGroupData: Rule = {
  id: 'SMILE_NODE_GROUP_DATA',
  family: 'security',
  severity: 'high',
  title: 'Terraform refuses to destroy nodes whose disks hold data',
  what: 'Every `aws_eks_node_group` with the label `smile/local-storage` has `prevent_destroy`, unless its tags say why it may be deleted. An `aws_launch_template` has `prevent_destroy` where such a group has it, and `create_before_destroy` or `prevent_destroy` elsewhere.',
  why: 'What is on the disks of a node is gone with the node, and no backup takes it.',
  remedy: 'Use LocalDiskNodeGroup of @smile/eks.',
  source: 'docs/adr/0010-what-protects-node-local-data.md',
  check: withLifecycles(
    allOf(
      each('aws_eks_node_group', (group, { lifecycle, tagsAll }) =>
        group.block('labels').has('smile/local-storage') &&
        !lifecycle.preventDestroy &&
        !('deletion-allowed-because' in tagsAll)
          ? 'lifecycle.prevent_destroy must be true for nodes with local storage, got false'
          : undefined,
      ),
      // Groups and hosts name it by its id: while it is replaced, nothing starts.
      each('aws_launch_template', (_, template, context) => {
        const { preventDestroy, createBeforeDestroy } = template.lifecycle;
        const users = companionsOf(context, template, 'aws_eks_node_group', 'launch_template.id');
        const isOfData = users.some(({ lifecycle }) => lifecycle.preventDestroy);
        if (isOfData)
          return preventDestroy
            ? undefined
            : 'lifecycle.prevent_destroy must be true for the template of nodes with local storage, got false';
        return preventDestroy || createBeforeDestroy
          ? undefined
          : 'lifecycle must have create_before_destroy or prevent_destroy, got neither';
      }),
    ),
  ),
};
