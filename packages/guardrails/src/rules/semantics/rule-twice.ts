import type { Rule } from '../../rule.ts';

const SAME = [
  'security_group_id',
  'ip_protocol',
  'from_port',
  'to_port',
  'cidr_ipv4',
  'cidr_ipv6',
  'prefix_list_id',
  'referenced_security_group_id',
];

export const ruleTwice: Rule = {
  id: 'SMILE_RULE_TWICE',
  family: 'semantics',
  severity: 'high',
  title: 'No two rules of a group are the same',
  what: 'No two ingress, and no two egress, rules of one group have the same protocol, ports and peer.',
  why: 'Plan accepts both; EC2 refuses the second one as a duplicate.',
  remedy: 'Allow a peer once, with one reason.',
  source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html',
  check: (context) =>
    ['aws_vpc_security_group_ingress_rule', 'aws_vpc_security_group_egress_rule'].flatMap((type) => {
      const known = new Map<string, string>();
      return context.resources(type).flatMap((place) => {
        if (SAME.some((name) => place.unknown.includes(name))) return [];
        const key = JSON.stringify([place.stack, ...SAME.map((name) => place.values[name] ?? null)]);
        const first = known.get(key);
        if (first === undefined) known.set(key, place.address);
        return first === undefined ? [] : [{ place, message: `must differ from ${first} in protocol, ports or peer` }];
      });
    }),
};
