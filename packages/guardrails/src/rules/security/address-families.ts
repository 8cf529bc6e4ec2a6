import { groupedBy, type Resource } from '@smile/inventory';
import { comparisonsOf, ExpressionError, parseExpression } from '@smile/rehearsal';
import { Block } from '../../reading/block.ts';
import { allOf } from '../../reading/checks.ts';
import { companionsOf, targetsOf } from '../../reading/links.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const addressFamilies: Rule = {
  id: 'SMILE_ADDRESS_FAMILIES',
  family: 'security',
  severity: 'medium',
  title: 'Address filters cover IPv4 and IPv6 wherever both arrive',
  what: 'A rule of a Cloudflare zone that compares `ip.src` lists blocks of both families, unless the zone has IPv6 off; a load balancer with `ip_address_type` dualstack lets in prefix lists of both on each port.',
  why: 'Cloudflare serves IPv6 by default: people whose line has IPv6 are locked out by a list of IPv4 blocks, or let in by a list of those to be refused.',
  remedy:
    'List blocks of both families in operatorCidrs, or put the host on a load balancer that is reached by IPv4 only.',
  source: 'https://developers.cloudflare.com/network/ipv6-compatibility/',
  check: allOf(zones, balancers),
};

function zones(context: RuleContext): readonly Violation[] {
  const off = context
    .resources('cloudflare_zone_setting')
    .filter(({ values }) => values.setting_id === 'ipv6' && values.value === 'off')
    .map(({ values }) => values.zone_id);
  return context
    .resources('cloudflare_ruleset')
    .filter(({ values }) => !off.includes(values.zone_id))
    .flatMap((place) =>
      Block.of(place)
        .blocks('rules')
        .flatMap((rule) => lackingFamilies(rule.text('expression') ?? '').map((family) => ({ rule, family })))
        .map(({ rule, family }) => ({
          place,
          message: `rule ${rule.text('ref') ?? rule.text('description') ?? ''} must compare ip.src with ${family} too, since the zone serves both`,
        })),
    );
}

function lackingFamilies(expression: string): readonly string[] {
  try {
    return comparisonsOf(parseExpression(expression)).flatMap(({ left, right }) => {
      if (left.kind !== 'field' || left.name !== 'ip.src') return [];
      const isIpv6 = right.map((literal) => String(literal).includes(':'));
      return [...(isIpv6.includes(true) ? [] : ['IPv6']), ...(isIpv6.includes(false) ? [] : ['IPv4'])];
    });
  } catch (error) {
    // What cannot be read is what SMILE_CLOUDFLARE_PLAN refuses.
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}

function balancers(context: RuleContext): readonly Violation[] {
  return context
    .resources('aws_lb')
    .filter(({ values }) => String(values.ip_address_type ?? '').startsWith('dualstack'))
    .flatMap((place) => {
      const rules = targetsOf(context, place, 'security_groups', 'aws_security_group').flatMap((group) =>
        companionsOf(context, group, 'aws_vpc_security_group_ingress_rule', 'security_group_id'),
      );
      const byPort = groupedBy(rules, (rule) => [Block.of(rule).show('from_port')]);
      return [...byPort].flatMap(([port, ofPort]) => {
        const families = ofPort.flatMap((rule) => familiesOf(context, rule));
        return ['IPv4', 'IPv6']
          .filter((family) => families.length > 0 && !families.includes(family))
          .map((family) => ({
            place,
            message: `must let in some ${family} address on port ${port}, since it is reached by both families`,
          }));
      });
    });
}

function familiesOf(context: RuleContext, rule: Resource): readonly unknown[] {
  return [
    ...targetsOf(context, rule, 'prefix_list_id', 'aws_ec2_managed_prefix_list').map(
      ({ values }) => values.address_family,
    ),
    ...(Block.of(rule).has('cidr_ipv4') ? ['IPv4'] : []),
    ...(Block.of(rule).has('cidr_ipv6') ? ['IPv6'] : []),
  ];
}
