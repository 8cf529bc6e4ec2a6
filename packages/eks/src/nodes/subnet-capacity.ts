import type { PlannedSubnet, Vpc } from '@smile/network';

/** What a node group can take of each of its subnets. */
export interface AddressDemand {
  /** Name of the group, as in `app`. */
  readonly group: string;
  /** Most nodes that can be in one zone. */
  readonly nodes: number;
  readonly podsPerNode: number;
  readonly addressesPerNode: number;
}

/** A subnet that nodes are in. */
export type NodeSubnet = Pick<PlannedSubnet, 'zone' | 'cidr' | 'usableAddresses'>;

/**
 * Share of a subnet that stays free: for nodes that an update starts before it ends the old ones, for load balancers and
 * the control plane, and because a prefix needs sixteen addresses in a row.
 */
const FREE_SHARE = 0.2;

const RESERVED_BY_AWS = 5;
const LARGEST_SUBNET = 16;

/** What is wrong with putting groups into a subnet: a sentence, or nothing when it holds them all at their largest. */
export function subnetCapacityProblems(subnet: NodeSubnet, demands: readonly AddressDemand[]): string[] {
  const room = roomOf(subnet.usableAddresses);
  const needed = demands.reduce((sum, { nodes, addressesPerNode }) => sum + nodes * addressesPerNode, 0);
  const last = demands.at(-1);
  if (needed <= room || last === undefined) return [];
  const who = demands
    .map(
      ({ group, nodes, podsPerNode }) =>
        `${nodes} ${nodes === 1 ? 'node' : 'nodes'} of ${group} with ${podsPerNode} pods each`,
    )
    .join(' and ');
  const roomForLast = room - (needed - last.nodes * last.addressesPerNode);
  const most = Math.max(0, Math.floor(roomForLast / last.addressesPerNode));
  const fewer = most > 0 ? `at most ${most} nodes of ${last.group} there` : 'fewer pods per node';
  return [
    `subnet ${subnet.cidr} in ${subnet.zone} has ${room} addresses for nodes and their pods (a fifth of its ${subnet.usableAddresses} stays free), but ${who} need ${needed}; ${largerSubnet(needed)}, or ${fewer}`,
  ];
}

/**
 * Most nodes of a group that one zone can come to hold: while another zone fails, its nodes start in the rest.
 *
 * @param zones number of zones that the group is in.
 */
export function mostNodesInZone(maxSize: number, zones: number): number {
  return Math.ceil(maxSize / Math.max(1, zones - 1));
}

const claims = new WeakMap<Vpc, Map<string, AddressDemand[]>>();

/**
 * Takes addresses of a network's subnets for a group, beside what other groups of any cluster have taken already.
 *
 * @returns what does not fit.
 */
export function claimAddresses(vpc: Vpc, subnets: readonly NodeSubnet[], demand: AddressDemand): string[] {
  const byZone = claims.get(vpc) ?? new Map<string, AddressDemand[]>();
  claims.set(vpc, byZone);
  return subnets.flatMap((subnet) => {
    const demands = [...(byZone.get(subnet.zone) ?? []), demand];
    byZone.set(subnet.zone, demands);
    return subnetCapacityProblems(subnet, demands);
  });
}

function roomOf(usableAddresses: number): number {
  return Math.floor(usableAddresses * (1 - FREE_SHARE));
}

function largerSubnet(needed: number): string {
  for (let prefixLength = 28; prefixLength >= LARGEST_SUBNET; prefixLength--) {
    if (roomOf(2 ** (32 - prefixLength) - RESERVED_BY_AWS) >= needed) return `use a /${prefixLength} or larger`;
  }
  return 'no subnet is large enough';
}
