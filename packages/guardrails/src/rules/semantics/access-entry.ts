import { argumentRules } from '../../reading/argument-rules.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const accessEntry: Rule = {
  id: 'SMILE_ACCESS_ENTRY',
  family: 'semantics',
  severity: 'high',
  title: 'Access entries are for people and pipelines, one role each; managed nodes bring their own',
  what: 'No `aws_eks_access_entry` of type EC2_LINUX is for the role of an `aws_eks_node_group`; principals, groups, policies and scopes are as EKS takes them.',
  why: 'EKS makes that entry with the group; ours then fails because it exists.',
  remedy: 'Leave it out; write entries for people and pipelines only.',
  source: 'https://github.com/terraform-aws-modules/terraform-aws-eks/issues/2968',
  check: allOf(
    argumentRules(
      'eks-access-entry-principal',
      'eks-access-entry-type',
      'eks-access-entry-groups',
      'eks-access-policy',
      'eks-access-scope',
    ),
    each('aws_eks_access_entry', (entry, { values }, { resources }) => {
      const roles = resources('aws_eks_node_group').map((group) => group.values.node_role_arn);
      return entry.text('type') === 'EC2_LINUX' && roles.includes(values.principal_arn ?? null)
        ? 'type must not be EC2_LINUX for the role of a managed node group'
        : undefined;
    }),
  ),
};
