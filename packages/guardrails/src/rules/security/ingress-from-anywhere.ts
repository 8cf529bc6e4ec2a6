import type { Block } from '../../reading/block.ts';
import { allOf, each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const ingressFromAnywhere: Rule = {
  id: 'CKV_AWS_277',
  family: 'security',
  severity: 'high',
  title: 'No ingress rule is open to 0.0.0.0/0 or ::/0',
  what: 'No ingress rule, of whatever port, names `0.0.0.0/0` or `::/0`.',
  why: 'Only Cloudflare talks to our load balancers, and only load balancers to what is behind.',
  remedy: 'Name a security group or a prefix list.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  includes: ['CKV_AWS_24', 'CKV_AWS_25', 'CKV_AWS_260'],
  check: allOf(
    each('aws_vpc_security_group_ingress_rule', (rule) =>
      ['cidr_ipv4', 'cidr_ipv6'].map((name) => anywhere(rule, name)),
    ),
    each('aws_security_group', (group) =>
      group
        .blocks('ingress')
        .flatMap((rule) => ['cidr_blocks', 'ipv6_cidr_blocks'].map((name) => anywhere(rule, name))),
    ),
  ),
};

function anywhere(rule: Block, name: string): string | undefined {
  const isOpen = rule.texts(name).some((cidr) => cidr === '0.0.0.0/0' || cidr === '::/0');
  return isOpen ? `${name} must not be the whole internet, got ${rule.show(name)}` : undefined;
}
