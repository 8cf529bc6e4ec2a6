import type { Resource } from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

const INGRESS = 'aws_vpc_security_group_ingress_rule';
const EGRESS = 'aws_vpc_security_group_egress_rule';

export const rulePairs: Rule = {
  id: 'SMILE_RULE_PAIRS',
  family: 'security',
  severity: 'high',
  title: 'Security group egress rules have a matching ingress rule at the peer',
  what: 'Every rule that names a group of the same source has its counterpart on that group: same protocol, same ports. Ranges of ports are within one group only, and ingress from addresses is by ports that the group needs: one each.',
  why: 'A rule on another group, or on another port, opens what nobody needs, and what needs it does not connect.',
  remedy: 'Use Connections, which writes both.',
  source: 'https://docs.aws.amazon.com/vpc/latest/userguide/security-group-connection-tracking.html',
  check: (context) => {
    const ingress = context.resources(INGRESS).map((place) => reading(place, context));
    const egress = context.resources(EGRESS).map((place) => reading(place, context));
    if (ingress.length === 0 && egress.length === 0) return [];
    const [letIn, letOut] = [new Set(ingress.map(({ key }) => key)), new Set(egress.map(({ key }) => key))];
    return [
      ...ingress.flatMap((one) => lonely(one, letOut, EGRESS)),
      ...egress.flatMap((one) => lonely(one, letIn, INGRESS)),
      ...[...ingress, ...egress].flatMap(wide),
    ];
  },
};

interface Reading {
  readonly place: Resource;
  /** From, to, protocol and ports, whichever end says it; undefined where one of both is no known group. */
  readonly key: string | undefined;
  readonly isWithin: boolean;
  readonly ports: string;
}

function reading(place: Resource, { inventory }: RuleContext): Reading {
  const block = Block.of(place);
  const group = (argument: string) => {
    const [target] = inventory.referencesAt(place, argument);
    return target === undefined ? block.text(argument) : `${target.stack} ${target.address}`;
  };
  const [own, peer] = [group('security_group_id'), group('referenced_security_group_id')];
  const ports = `${block.text('ip_protocol')} ${block.show('from_port')}-${block.show('to_port')}`;
  const [from, to] = place.type === INGRESS ? [peer, own] : [own, peer];
  return {
    place,
    key: from === undefined || to === undefined ? undefined : `${from} > ${to} ${ports}`,
    isWithin: own === peer,
    ports,
  };
}

function lonely(
  { place, key, ports }: Reading,
  others: ReadonlySet<string | undefined>,
  type: string,
): readonly Violation[] {
  // A state that is read alone has the other end perhaps in another file.
  if (key === undefined || others.has(key) || others.size === 0) return [];
  return [{ place, message: `must have its counterpart, an ${type} between the same groups on ${ports}, got none` }];
}

function wide({ place, isWithin, ports }: Reading): readonly Violation[] {
  const block = Block.of(place);
  const [from, to] = [block.number('from_port'), block.number('to_port')];
  if (from === undefined || to === undefined || from === to || isWithin) return [];
  // Answers, and what a pod of a group of its own listens on.
  if (from === 1024 && to === 65_535 && block.has('referenced_security_group_id')) return [];
  return [{ place, message: `must be on one port, or within one group, got ${ports}` }];
}
