import type { Inventory, Resource } from '@smile/inventory';
import { listsWith } from './address-lists.ts';
import { isOn, literal } from './values.ts';

/** Who may talk to whom, merged from all rules between two ends. */
export interface Reach {
  readonly from: ReachEnd;
  readonly to: ReachEnd;
  /** As in `3306` or `443, 5671`, sorted by number. */
  readonly ports: readonly string[];
  /** Reasons given in the rules, each once. */
  readonly reasons: readonly string[];
  /** Which rules there are: traffic between two groups needs one on each side. */
  readonly rules: 'both' | 'outbound only' | 'inbound only';
}

/** An end of a rule: a resource, or a range of addresses. */
export type ReachEnd = { readonly resource: Resource } | { readonly range: string };

const RULES = {
  aws_vpc_security_group_ingress_rule: 'inbound',
  aws_vpc_security_group_egress_rule: 'outbound',
} as const;

/** Every pair of ends between which security groups of an environment let traffic through. */
export function reachOf(inventory: Inventory, environment: string): Reach[] {
  const rules = inventory
    .resources({ type: Object.keys(RULES), environment, mode: 'managed' })
    .flatMap((rule) => readRule(inventory, rule));
  const pairs = new Map<string, (typeof rules)[number][]>();
  for (const rule of rules) {
    const key = `${keyOf(rule.from)}\n${keyOf(rule.to)}`;
    pairs.set(key, [...(pairs.get(key) ?? []), rule]);
  }
  return [...pairs.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const sides = new Set(all.map(({ side }) => side));
    const rulesSeen = sides.size === 2 ? 'both' : sides.has('outbound') ? 'outbound only' : 'inbound only';
    const ports = [...new Set(all.map(({ ports }) => ports))].sort(
      (a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10),
    );
    const reasons = [...new Set(all.flatMap(({ reason }) => reason ?? []))];
    return [{ from: first.from, to: first.to, ports, reasons, rules: rulesSeen }];
  });
}

/** Identifies an end. */
function keyOf(end: ReachEnd): string {
  return 'range' in end ? end.range : `${end.resource.stack}/${end.resource.address}`;
}

function readRule(inventory: Inventory, rule: Resource) {
  const at = (path: string) => {
    const reference = rule.references.find((one) => one.path === path);
    return reference === undefined ? undefined : inventory.byAddress(reference.stack, reference.address);
  };
  const own = at('security_group_id');
  if (own === undefined) return [];
  const other = at('referenced_security_group_id') ?? at('prefix_list_id');
  const range =
    literal(rule.values, 'cidr_ipv4') ?? literal(rule.values, 'cidr_ipv6') ?? literal(rule.values, 'prefix_list_id');
  const self =
    literal(rule.values, 'referenced_security_group_id') === 'self' || isOn(rule.values, 'self') ? own : undefined;
  const peer = oneOfLists(inventory, other ?? self);
  if (peer === undefined && range === undefined) return [];
  const far: ReachEnd = peer === undefined ? { range: range ?? '' } : { resource: peer };
  const near: ReachEnd = { resource: own };
  const inbound = rule.type === 'aws_vpc_security_group_ingress_rule';
  return [
    {
      from: inbound ? far : near,
      to: inbound ? near : far,
      side: inbound ? ('inbound' as const) : ('outbound' as const),
      ports: portsOf(rule),
      reason: literal(rule.values, 'description'),
    },
  ];
}

/** The first of the lists that belong together stands for all of them. */
function oneOfLists(inventory: Inventory, peer: Resource | undefined): Resource | undefined {
  if (peer?.type !== 'aws_ec2_managed_prefix_list') return peer;
  return listsWith(inventory, peer)[0] ?? peer;
}

function portsOf({ values }: Resource): string {
  const protocol = literal(values, 'ip_protocol');
  if (protocol === '-1' || protocol === undefined) return 'everything';
  const [from, to] = [literal(values, 'from_port'), literal(values, 'to_port')];
  const suffix = protocol === 'tcp' ? '' : ` ${protocol}`;
  if (from === undefined || from === '-1') return `all ${protocol}`;
  return from === to || to === undefined ? `${from}${suffix}` : `${from}–${to}${suffix}`;
}

/** Names of well-known ports, so that a reader need not know them. */
const SERVICES: Readonly<Record<string, string>> = {
  '80': 'HTTP',
  '53 udp': 'DNS',
  '443': 'HTTPS',
  '3306': 'MySQL',
  '5671': 'AMQP over TLS',
  '6379': 'Redis',
  '8123': 'ClickHouse',
  '9092': 'Kafka',
  '10250': 'kubelet',
  '15017': 'Istio webhook',
  '15021': 'Istio health',
};

/** A port with the name of what listens there. */
export function portWithService(port: string): string {
  const service = SERVICES[port];
  return service === undefined ? port : `${service} ${port}`;
}
