import { each, mustHave } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const ruleDescription: Rule = {
  id: 'CKV_AWS_23',
  family: 'security',
  severity: 'medium',
  title: 'Every rule says what it is for',
  what: "`description` of every security group and rule is given, and not Terraform's own.",
  why: 'Nobody dares to remove a rule without a reason.',
  remedy: "Open ports by connections.allowFrom(peer, 'why').",
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  check: each(
    ['aws_security_group', 'aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'],
    (rule) =>
      rule.text('description') === 'Managed by Terraform'
        ? 'description must say what it is for, got "Managed by Terraform"'
        : mustHave(rule, 'description', 'what it is for'),
  ),
};
