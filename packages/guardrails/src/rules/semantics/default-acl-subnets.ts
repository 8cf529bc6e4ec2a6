import { each, inCode } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const defaultAclSubnets: Rule = {
  id: 'SMILE_DEFAULT_ACL',
  family: 'semantics',
  severity: 'medium',
  title: 'The default network ACL leaves its subnets to AWS',
  what: 'Every `aws_default_network_acl` ignores changes of `subnet_ids`.',
  why: 'A subnet without an ACL of its own joins the default one, which every later plan wants to undo and cannot.',
  remedy: 'Use Vpc.',
  source: 'https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_network_acl',
  check: inCode(
    each('aws_default_network_acl', (_, { lifecycle }) =>
      lifecycle.ignoreChanges.includes('subnet_ids') ? undefined : 'lifecycle must ignore changes of subnet_ids',
    ),
  ),
};
