import { Block } from '../../reading/block.ts';
import { each } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule } from '../../rule.ts';

/** What the ACL of a tier lets in from anywhere, so that the tier works. */
const NEEDED: Readonly<Record<string, readonly (readonly [protocol: string, from: number, to: number])[]>> = {
  public: [
    ['tcp', 80, 80],
    ['tcp', 443, 443],
    ['tcp', 1024, 65_535],
    ['udp', 1024, 65_535],
  ],
  'ec2-private': [
    ['tcp', 1024, 65_535],
    ['udp', 1024, 65_535],
  ],
  'eks-private': [
    ['tcp', 1024, 65_535],
    ['udp', 1024, 65_535],
  ],
};

export const networkAclNeeds: Rule = {
  id: 'SMILE_NETWORK_ACL_NEEDS',
  family: 'security',
  severity: 'high',
  title: 'Network ACLs let through what their tier needs',
  what: 'An ACL of public subnets lets web sites in, every ACL but that of the intra tier lets answers in and everything out, and no rule denies it.',
  why: 'An ACL keeps no record of connections: without the answers nothing that was asked from inside arrives.',
  remedy: 'Use Vpc (docs/adr/0006-network-acls.md).',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html',
  check: each('aws_network_acl', (_, acl, context) => {
    const tiers = new Set(targetsOf(context, acl, 'subnet_ids', 'aws_subnet').flatMap(({ tags }) => tags.tier ?? []));
    const rules = companionsOf(context, acl, 'aws_network_acl_rule', 'network_acl_id').map((rule) => Block.of(rule));
    if (rules.length === 0) return undefined;
    const lets = (egress: boolean, protocol: string, from: number, to: number) =>
      rules.some(
        (rule) =>
          rule.flag('egress', false) === egress &&
          rule.text('rule_action') === 'allow' &&
          rule.text('cidr_block') === '0.0.0.0/0' &&
          (rule.text('protocol') === '-1' ||
            (rule.text('protocol') === protocol &&
              (rule.number('from_port') ?? 0) <= from &&
              (rule.number('to_port') ?? 0) >= to)),
      );
    const needed = [...tiers].flatMap((tier) => NEEDED[tier] ?? []);
    const missing = needed.filter(([protocol, from, to]) => !lets(false, protocol, from, to));
    const hasOut = needed.length === 0 || lets(true, 'tcp', 0, 65_535);
    return [
      ...new Set(
        missing.map(
          ([protocol, from, to]) => `must let in ${protocol} ${from} to ${to} from 0.0.0.0/0, got no rule that does`,
        ),
      ),
      ...(hasOut ? [] : ['must let everything out to 0.0.0.0/0, got no rule that does']),
      ...rules.flatMap((rule) =>
        rule.text('rule_action') === 'deny'
          ? [`must have no rule that denies, got number ${rule.show('rule_number')}`]
          : [],
      ),
    ];
  }),
};
