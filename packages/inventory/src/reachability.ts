import { isAnywhere, isInside } from './cidr-blocks.ts';
import type { Place } from './graph-index.ts';
import type { Inventory } from './inventory.ts';
import type { Resource } from './model.ts';
import { type Peer, type Ports, type SecurityGroupRule, securityGroupRules } from './security-group-rules.ts';

/** Traffic that security groups let through, or that one of two rules is missing for. */
export interface Connection {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: Ports;
  /**
   * `open` when both ends allow it; `not sent` when the target admits what the source's rules keep in; `not admitted` when the
   * source sends what the target's rules keep out. What is outside has no rules, so one end decides.
   */
  readonly verdict: 'open' | 'not sent' | 'not admitted';
  /** Description of the rule at the target, or else at the source. */
  readonly reason: string;
  /** The rules it rests on. */
  readonly rules: readonly SecurityGroupRule[];
}

/** A way in to a resource. */
export interface WayIn {
  readonly connection: Connection;
  /** The resource's group that admits it. */
  readonly through: Resource;
  /** Resources behind the source, when it is a group. */
  readonly members: readonly Resource[];
}

/**
 * Which security group, block or prefix list may reach which group, on which ports.
 *
 * It reads the rules and nothing else: whether routes, network ACLs and listeners let the traffic through too is another
 * question. Two groups connect only where the one sends and the other admits.
 */
export class Reachability {
  /** Every rule, one per peer. */
  readonly rules: readonly SecurityGroupRule[];
  /** By target, then source, in the order of the inventory. */
  readonly connections: readonly Connection[];
  private readonly inventory: Inventory;

  constructor(inventory: Inventory) {
    this.inventory = inventory;
    this.rules = securityGroupRules(inventory);
    this.connections = [...this.admitted(), ...this.sent()];
  }

  /**
   * Groups that a resource is in, also through its launch template. An EKS cluster, and node groups that name no group, are
   * in the one that AWS makes for the cluster; the cluster stands for it.
   */
  groupsOf(resource: Resource): readonly Resource[] {
    if (isGroup(resource)) return [resource];
    if (isRule(resource)) return [];
    const named = resource.references
      .filter(({ path, attribute }) => MEMBERSHIP.test(path) || MEMBERSHIP.test(attribute))
      .flatMap((reference) => this.inventory.byAddress(reference.stack, reference.address) ?? [])
      .filter((target) => isGroup(target) || target.type === 'aws_eks_cluster');
    const templates = this.inventory.referencesAt(resource, 'launch_template').filter(isTemplate);
    const groups = [...named, ...templates.flatMap((template) => this.groupsOf(template))];
    const cluster = resource.type === 'aws_eks_cluster' ? [resource] : [];
    const joined = resource.type === 'aws_eks_node_group' && groups.length === 0 ? this.clusterOf(resource) : [];
    return [...new Set([...groups, ...cluster, ...joined])];
  }

  /** Resources that are in a group. */
  membersOf(group: Resource): readonly Resource[] {
    const candidates = this.inventory.referencedBy(group).flatMap((one) => {
      return isTemplate(one) ? this.inventory.referencedBy(one) : [one];
    });
    return [...new Set(candidates)].filter((one) => !isGroup(one) && this.groupsOf(one).includes(group));
  }

  /** Every way in to a resource that is open. */
  waysInto(resource: Resource): readonly WayIn[] {
    return this.groupsOf(resource).flatMap((through) =>
      this.connections
        .filter(({ to, verdict }) => verdict === 'open' && isGroupPeer(to, through))
        .map((connection) => ({
          connection,
          through,
          members: connection.from.kind === 'group' ? this.membersOf(connection.from.resource) : [],
        })),
    );
  }

  /** The shortest chain of open connections from one group to another, in order; undefined when there is none. */
  pathBetween(from: Place, to: Place): readonly Connection[] | undefined {
    const start = this.inventory.byAddress(from.stack, from.address);
    const ends = this.inventory.byAddress(to.stack, to.address);
    if (start === undefined || ends === undefined) return undefined;
    const cameBy = new Map<Resource, Connection | undefined>([[start, undefined]]);
    for (const current of cameBy.keys()) {
      if (current === ends) return trace(current, cameBy);
      for (const connection of this.connections) {
        const { from: source, to: target, verdict } = connection;
        if (verdict !== 'open' || !isGroupPeer(source, current) || target.kind !== 'group') continue;
        if (!cameBy.has(target.resource)) cameBy.set(target.resource, connection);
      }
    }
    return undefined;
  }

  /** Connections that a rule at their target admits. */
  private admitted(): readonly Connection[] {
    return this.rules
      .filter(({ direction }) => direction === 'in')
      .flatMap((admission) => {
        const to: Peer = { kind: 'group', resource: admission.group };
        const { peer: from, ports, reason } = admission;
        if (from.kind !== 'group') return [{ from, to, ports, reason, verdict: 'open' as const, rules: [admission] }];
        const sending = this.rules.filter(
          (rule) => rule.direction === 'out' && rule.group === from.resource && this.covers(rule, admission.group),
        );
        return joined({ from, to, reason, rule: admission, ports }, sending, 'not sent');
      });
  }

  /** Connections that only a rule at their source speaks of: to the outside, and to groups that admit blocks. */
  private sent(): readonly Connection[] {
    return this.rules
      .filter(({ direction }) => direction === 'out')
      .flatMap((departure) => {
        const from: Peer = { kind: 'group', resource: departure.group };
        const { peer: to, ports, reason } = departure;
        if (to.kind !== 'group') return [{ from, to, ports, reason, verdict: 'open' as const, rules: [departure] }];
        const admitting = this.rules.filter((rule) => rule.direction === 'in' && rule.group === to.resource);
        const byGroup = admitting.filter((rule) => isGroupPeer(rule.peer, departure.group));
        // Said already, from the target's side.
        if (byGroup.some((rule) => overlap(rule.ports, ports) !== undefined)) return [];
        const byBlock = admitting.filter((rule) => rule.peer.kind === 'block' && this.covers(rule, departure.group));
        return joined({ from, to, reason, rule: departure, ports }, byBlock, 'not admitted');
      });
  }

  /** Whether the peer of a rule takes in the members of a group: as the group, or as addresses of its network. */
  private covers({ peer }: SecurityGroupRule, group: Resource): boolean {
    if (peer.kind === 'group') return peer.resource === group;
    if (peer.kind !== 'block') return false;
    const network = this.networkOf(group);
    return isAnywhere(peer.cidr) || (network !== undefined && isInside(network, peer.cidr));
  }

  /** Block of the VPC that a group is in. */
  private networkOf(group: Resource): string | undefined {
    const [subnet] = this.inventory.referencesAt(group, 'vpc_config.subnet_ids');
    return this.blockOfVpc(subnet ?? group);
  }

  private blockOfVpc(member: Resource): string | undefined {
    const cidr = this.inventory.referencesAt(member, 'vpc_id')[0]?.values.cidr_block;
    return typeof cidr === 'string' ? cidr : undefined;
  }

  private clusterOf(nodeGroup: Resource): readonly Resource[] {
    return this.inventory.referencesAt(nodeGroup, 'cluster_name').filter(({ type }) => type === 'aws_eks_cluster');
  }
}

/** Arguments by which a resource is put into groups. */
const MEMBERSHIP =
  /(^|[.\]])(vpc_)?(security_group_ids|security_groups|cluster_security_group_id|source_security_group_ids)\b/;

interface Half {
  readonly from: Peer;
  readonly to: Peer;
  readonly ports: Ports;
  readonly reason: string;
  readonly rule: SecurityGroupRule;
}

/** One connection per range of ports that rules at the other end fit, with all of those; one with what is missing when none does. */
function joined(
  { from, to, ports, reason, rule }: Half,
  others: readonly SecurityGroupRule[],
  missing: 'not sent' | 'not admitted',
): readonly Connection[] {
  const open = new Map<string, Connection>();
  for (const other of others) {
    const common = overlap(ports, other.ports);
    if (common === undefined) continue;
    const key = `${common.protocol} ${common.from} ${common.to}`;
    const rules = [...(open.get(key)?.rules ?? [rule]), other];
    open.set(key, { from, to, ports: common, reason, verdict: 'open', rules });
  }
  return open.size > 0 ? [...open.values()] : [{ from, to, ports, reason, verdict: missing, rules: [rule] }];
}

/** The ports that two rules have in common; undefined when there are none. */
function overlap(one: Ports, other: Ports): Ports | undefined {
  if (one.protocol === 'all') return other;
  if (other.protocol === 'all') return one;
  if (one.protocol !== other.protocol) return undefined;
  if (one.from === undefined || one.to === undefined) return other;
  if (other.from === undefined || other.to === undefined) return one;
  const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)];
  return from > to ? undefined : { protocol: one.protocol, from, to };
}

function isGroup({ type }: Resource): boolean {
  return type === 'aws_security_group' || type === 'aws_default_security_group';
}

function isTemplate({ type }: Resource): boolean {
  return type === 'aws_launch_template';
}

function isRule({ type }: Resource): boolean {
  return /^aws_(vpc_)?security_group_(ingress_|egress_)?rule$/.test(type);
}

function isGroupPeer(peer: Peer, group: Resource): boolean {
  return peer.kind === 'group' && peer.resource === group;
}

function trace(end: Resource, cameBy: ReadonlyMap<Resource, Connection | undefined>): readonly Connection[] {
  const path: Connection[] = [];
  for (let step = cameBy.get(end); step !== undefined; ) {
    path.unshift(step);
    step = step.from.kind === 'group' ? cameBy.get(step.from.resource) : undefined;
  }
  return path;
}
