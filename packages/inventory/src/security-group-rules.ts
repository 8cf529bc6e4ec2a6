import type { Inventory } from './inventory.ts';
import { asString } from './json-narrowing.ts';
import type { JsonObject, Resource } from './model.ts';
import { oncePer } from './once-per.ts';
import { blocksAt, textsAt, valueAt } from './read-value.ts';

/** One end of a connection: a security group of ours, or a block or list of addresses. */
export type Peer =
  | { readonly kind: 'group'; readonly resource: Resource }
  | { readonly kind: 'block'; readonly cidr: string }
  | { readonly kind: 'prefix-list'; readonly resource?: Resource; readonly id: string }
  /** What the source does not tell, such as a group known only after apply. */
  | { readonly kind: 'unknown'; readonly text: string };

/** Ports of a protocol; `all` is every protocol and port. */
export interface Ports {
  /** As in `tcp`, `udp`, `icmp`, or `all`. */
  readonly protocol: string;
  /** Lowest port. @default - every port */
  readonly from?: number;
  /** Highest port. @default - every port */
  readonly to?: number;
}

/** One rule for one peer, however the configuration groups them. */
export interface SecurityGroupRule {
  /** The resource that states it: a rule of its own, or the group with the rule inside. */
  readonly stated: Resource;
  readonly direction: 'in' | 'out';
  /** The group it belongs to: an `aws_security_group`, or the `aws_eks_cluster` that AWS makes one for. */
  readonly group: Resource;
  readonly peer: Peer;
  readonly ports: Ports;
  /** Its description, which says why. Empty when there is none. */
  readonly reason: string;
}

const SINGLE_RULES: Readonly<Record<string, SecurityGroupRule['direction']>> = {
  aws_vpc_security_group_ingress_rule: 'in',
  aws_vpc_security_group_egress_rule: 'out',
};

/** Every security-group rule: rules of their own, rules inside groups, and the older kind that names several peers. */
export const securityGroupRules: (inventory: Inventory) => readonly SecurityGroupRule[] = oncePer(findRules);

function findRules(inventory: Inventory): readonly SecurityGroupRule[] {
  const rules = inventory
    .resources({
      mode: 'managed',
      type: ['aws_vpc_security_group_*_rule', 'aws_security_group*', 'aws_default_security_group'],
    })
    .filter(({ change }) => change?.action !== 'delete' && change?.action !== 'forget')
    .flatMap((resource) => rulesOf(inventory, resource));
  return withoutRepetition(rules).concat(
    inventory.resources({ mode: 'managed', type: 'aws_eks_cluster' }).flatMap(clusterRules),
  );
}

/**
 * Rules without those that a group's own attributes only repeat.
 *
 * `ingress` and `egress` of a group are computed as well: a state lists there what separate rule resources made.
 */
function withoutRepetition(rules: readonly SecurityGroupRule[]): readonly SecurityGroupRule[] {
  const keyOf = ({ direction, group, peer, ports }: SecurityGroupRule) =>
    JSON.stringify([direction, group.stack, group.address, peerKey(peer), ports]);
  const isInside = ({ stated, group }: SecurityGroupRule) => stated === group;
  const separate = new Set(rules.filter((rule) => !isInside(rule)).map(keyOf));
  return rules.filter((rule) => !isInside(rule) || !separate.has(keyOf(rule)));
}

function peerKey(peer: Peer): string {
  if (peer.kind === 'group') return `${peer.resource.stack} ${peer.resource.address}`;
  if (peer.kind === 'block') return peer.cidr;
  if (peer.kind === 'unknown') return peer.text;
  return peer.resource === undefined ? peer.id : `${peer.resource.stack} ${peer.resource.address}`;
}

/**
 * Rules of the group that AWS makes for an EKS cluster: its members reach each other, and everything outside.
 * https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
 */
function clusterRules(cluster: Resource): readonly SecurityGroupRule[] {
  const ports: Ports = { protocol: 'all' };
  const rule = { stated: cluster, group: cluster, ports, reason: 'AWS makes the group of a cluster with this rule' };
  return [
    { ...rule, direction: 'in', peer: { kind: 'group', resource: cluster } },
    { ...rule, direction: 'out', peer: { kind: 'block', cidr: '0.0.0.0/0' } },
  ];
}

function rulesOf(inventory: Inventory, resource: Resource): readonly SecurityGroupRule[] {
  const direction = SINGLE_RULES[resource.type];
  if (direction !== undefined) return statedRules(inventory, resource, { direction, at: '', body: resource.values });
  if (resource.type === 'aws_security_group_rule') {
    const older = resource.values.type === 'ingress' ? 'in' : 'out';
    return statedRules(inventory, resource, { direction: older, at: '', body: resource.values });
  }
  if (resource.type !== 'aws_security_group' && resource.type !== 'aws_default_security_group') return [];
  return (['ingress', 'egress'] as const).flatMap((block) =>
    blocksAt(resource.values, block).flatMap((body, index) =>
      statedRules(inventory, resource, {
        direction: block === 'ingress' ? 'in' : 'out',
        at: `${block}[${index}].`,
        body,
        group: resource,
      }),
    ),
  );
}

interface Statement {
  readonly direction: SecurityGroupRule['direction'];
  /** Path of the block, with a dot after it; empty at the top. */
  readonly at: string;
  readonly body: JsonObject;
  /** @default - the group that the statement names */
  readonly group?: Resource;
}

function statedRules(inventory: Inventory, stated: Resource, statement: Statement): readonly SecurityGroupRule[] {
  const group = statement.group ?? inventory.referencesAt(stated, `${statement.at}security_group_id`)[0];
  if (group === undefined) return [];
  const { direction, body } = statement;
  const rule = { stated, direction, group, ports: portsOf(body), reason: asString(body.description) ?? '' };
  return peersOf(inventory, stated, { ...statement, group }).map((peer) => ({ ...rule, peer }));
}

function peersOf(inventory: Inventory, stated: Resource, statement: Statement): readonly Peer[] {
  const { at, body, group } = statement;
  const groups = ['referenced_security_group_id', 'source_security_group_id', 'security_groups'].flatMap((name) => {
    const found = inventory.referencesAt(stated, `${at}${name}`);
    const peers = found.map((resource): Peer => ({ kind: 'group', resource }));
    return peers.length > 0 ? peers : textsAt(body, name).map((text): Peer => ({ kind: 'unknown', text }));
  });
  const itself: Peer[] = body.self === true && group !== undefined ? [{ kind: 'group', resource: group }] : [];
  const blocks = ['cidr_ipv4', 'cidr_ipv6', 'cidr_blocks', 'ipv6_cidr_blocks'].flatMap((name) =>
    blocksOf(inventory, stated, { at, body }, name),
  );
  const lists = ['prefix_list_id', 'prefix_list_ids'].flatMap((name) => {
    const found = inventory.referencesAt(stated, `${at}${name}`);
    const texts = textsAt(body, name);
    return found.length > 0
      ? found.map((resource, index): Peer => ({ kind: 'prefix-list', resource, id: texts[index] ?? '' }))
      : texts.map((id): Peer => ({ kind: 'prefix-list', id }));
  });
  return [...groups, ...itself, ...blocks, ...lists];
}

/** Blocks as written, or as the attribute says that they are taken from, such as the block of a VPC. */
function blocksOf(
  inventory: Inventory,
  stated: Resource,
  { at, body }: Pick<Statement, 'at' | 'body'>,
  name: string,
): readonly Peer[] {
  const literal = textsAt(body, name).filter((text) => !text.includes('${'));
  const followed = inventory.literalsAt(stated, `${at}${name}`);
  const cidrs = literal.length > 0 ? literal : followed;
  const isUnknown = cidrs.length === 0 && textsAt(body, name).length > 0;
  if (isUnknown) return textsAt(body, name).map((text): Peer => ({ kind: 'unknown', text }));
  return cidrs.map((cidr): Peer => ({ kind: 'block', cidr }));
}

const ALL_PROTOCOLS = '-1';

function portsOf(body: JsonObject): Ports {
  const protocol = String(valueAt(body, 'ip_protocol') ?? valueAt(body, 'protocol') ?? ALL_PROTOCOLS);
  if (protocol === ALL_PROTOCOLS) return { protocol: 'all' };
  const [from, to] = [numberIn(body.from_port), numberIn(body.to_port)];
  return from === undefined ? { protocol } : { protocol, from, to: to ?? from };
}

function numberIn(value: unknown): number | undefined {
  return typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value)) ? Number(value) : undefined;
}
