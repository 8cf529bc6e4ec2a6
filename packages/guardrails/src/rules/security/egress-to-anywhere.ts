import { each } from '../../reading/checks.ts';
import type { Rule } from '../../rule.ts';

export const egressToAnywhere: Rule = {
  id: 'CKV_AWS_382',
  family: 'security',
  severity: 'medium',
  title: 'No egress rule allows every protocol to 0.0.0.0/0 or ::/0',
  what: 'No egress rule with protocol -1 names `0.0.0.0/0` or `::/0`.',
  why: 'Whoever gets into a host sends data out by whatever port is not watched.',
  remedy: 'Name the port, and the group or prefix list where there is one.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html',
  check: each('aws_vpc_security_group_egress_rule', (rule) => {
    const isOpen = ['0.0.0.0/0', '::/0'].some(
      (cidr) => cidr === rule.text('cidr_ipv4') || cidr === rule.text('cidr_ipv6'),
    );
    return isOpen && rule.text('ip_protocol') === '-1' ? 'ip_protocol must not be -1 to the whole internet' : undefined;
  }),
};
