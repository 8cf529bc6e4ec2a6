import { isInside, type Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

/** Ports that the whole internet may reach: web sites, and answers to what was asked from inside. */
const FROM_ANYWHERE: readonly (readonly [from: number, to: number])[] = [
  [80, 80],
  [443, 443],
  [1024, 65_535],
];

export const networkAclRules: Rule = {
  id: 'SMILE_NETWORK_ACL_RULES',
  family: 'security',
  severity: 'high',
  title: 'Rules of a network ACL have numbers of their own, and let in the VPC, web sites and answers alone',
  what: 'No two `aws_network_acl_rule` of one ACL and direction have one number. Ingress from outside the VPC is on ports 80, 443 and from 1024, for TCP and UDP alone, and by no ACL of the intra tier; every ACL lets the VPC in and out.',
  why: 'AWS refuses a second rule of a number; a rule for all protocols from anywhere takes the second line away, unseen.',
  remedy: 'Use Vpc, whose ACLs are these (docs/adr/0006-network-acls.md).',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html',
  check: (context) =>
    context.resources('aws_network_acl').flatMap((acl) => {
      const rules = companionsOf(context, acl, 'aws_network_acl_rule', 'network_acl_id');
      if (rules.length === 0) return [];
      const [vpc] = targetsOf(context, acl, 'vpc_id', 'aws_vpc');
      const outer = vpc === undefined ? undefined : Block.of(vpc).text('cidr_block');
      return [
        ...twice(rules),
        ...rules.flatMap((rule) => open(rule, outer, isIntra(acl, context))),
        ...(outer === undefined ? [] : withinVpc(acl, rules, outer)),
      ];
    }),
};

function twice(rules: readonly Resource[]): readonly Violation[] {
  const seen = new Map<string, Resource>();
  return rules.flatMap((place) => {
    const block = Block.of(place);
    const key = `${block.flag('egress', false)} ${block.show('rule_number')}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, place);
    const message = `rule_number ${block.show('rule_number')} must be that of one rule in its direction, got it in ${first?.address} as well`;
    return first === undefined ? [] : [{ place, message }];
  });
}

function open(place: Resource, outer: string | undefined, intra: boolean): readonly Violation[] {
  const block = Block.of(place);
  const source = block.text('cidr_block') ?? block.text('ipv6_cidr_block');
  if (source === undefined || block.text('rule_action') !== 'allow') return [];
  const isOfVpc = outer !== undefined && !source.includes(':') && isInside(source, outer);
  if (isOfVpc || outer === undefined) return [];
  const direction = block.flag('egress', false) === true ? 'to' : 'from';
  if (intra)
    return [{ place, message: `an ACL of the intra tier must allow its VPC alone, got ${direction} ${source}` }];
  if (direction === 'to') return [];
  const protocol = block.text('protocol') ?? block.show('protocol');
  const [from, to] = [block.number('from_port'), block.number('to_port')];
  const isRange =
    ['tcp', 'udp', '6', '17'].includes(protocol) &&
    FROM_ANYWHERE.some(([least, most]) => from !== undefined && to !== undefined && from >= least && to <= most);
  const message = `ingress from ${source} must be TCP or UDP on 80, 443 or from 1024, got protocol ${protocol}, ports ${block.show('from_port')} to ${block.show('to_port')}`;
  return isRange ? [] : [{ place, message }];
}

function isIntra(acl: Resource, context: RuleContext): boolean {
  return targetsOf(context, acl, 'subnet_ids', 'aws_subnet').some(({ tags }) => tags.tier === 'intra');
}

/** Traffic within the VPC is a matter of security groups. */
function withinVpc(acl: Resource, rules: readonly Resource[], outer: string): readonly Violation[] {
  const allows = (egress: boolean) =>
    rules.some((rule) => {
      const block = Block.of(rule);
      const source = block.text('cidr_block') ?? '';
      return (
        block.flag('egress', false) === egress &&
        block.text('rule_action') === 'allow' &&
        /^(?:-1|all)$/.test(block.text('protocol') ?? '') &&
        source !== '' &&
        isInside(outer, source)
      );
    });
  return [false, true]
    .filter((egress) => !allows(egress))
    .map((egress) => ({
      place: acl,
      message: `must have a rule that lets everything ${egress ? 'out to' : 'in from'} ${outer} of its VPC, got none`,
    }));
}
