import { allOf, each, inCode, mustLack } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const inlineRules: Rule = {
  id: 'SMILE_INLINE_RULES',
  family: 'semantics',
  severity: 'high',
  title: 'Rules of a security group are resources of their own',
  what: '`ingress` and `egress` of every `aws_security_group` are absent, and there is no `aws_security_group_rule`.',
  why: 'Inline rules remove every rule that another resource made, and those come back at the next apply, for ever.',
  remedy: "Open ports by connections.allowFrom(peer, 'why').",
  source: 'https://github.com/hashicorp/terraform-provider-aws/issues/32379',
  check: allOf(
    inCode(
      each('aws_security_group', (group) =>
        ['ingress', 'egress'].map((name) => mustLack(group, name, 'rules are resources of their own')),
      ),
    ),
    each('aws_security_group_rule', () => 'must not exist; use aws_vpc_security_group_ingress_rule or …egress_rule'),
  ),
};
