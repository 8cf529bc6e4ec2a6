import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const accessEntry: Rule = {
  id: 'SMILE_ACCESS_ENTRY',
  family: 'semantics',
  severity: 'high',
  title: 'Managed nodes bring their own access entry',
  what: 'No `aws_eks_access_entry` of type EC2_LINUX is for the role of an `aws_eks_node_group`.',
  why: 'EKS makes that entry with the group; ours then fails because it exists.',
  remedy: 'Leave it out; write entries for people and pipelines only.',
  source: 'https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2968',
  check: (context) => {
    const roles = context.resources('aws_eks_node_group').map(({ values }) => values.node_role_arn);
    return each('aws_eks_access_entry', (entry, { values }) =>
      entry.text('type') === 'EC2_LINUX' && roles.includes(values.principal_arn ?? null)
        ? 'type must not be EC2_LINUX for the role of a managed node group'
        : undefined,
    )(context);
  },
};
