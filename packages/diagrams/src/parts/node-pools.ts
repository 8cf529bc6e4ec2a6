import type { Inventory, Resource } from '@smile/inventory';
import type { DiagramNode } from '../model.ts';
import { asWords, counted } from '../words.ts';
import { layerOf, nameOf } from './identity.ts';
import { subnetsUnder } from './subnets.ts';
import { block, literal, literals } from './values.ts';

/** Node groups of a cluster with one role: components on local disks have one group in each zone. */
export interface NodePool {
  /** What the nodes are for, as in `kafka`. */
  readonly role: string;
  readonly groups: readonly Resource[];
}

/** What the nodes of a group are for: their role by label, or else what their construct is called. */
export function roleOf({ values, constructPath, name }: Resource): string {
  const label = Object.entries(block(values, 'labels')).find(([key]) => key.endsWith('/role'))?.[1];
  if (typeof label === 'string' && !label.includes('${')) return label;
  const words = constructPath?.split('/').slice(1) ?? [];
  return words.findLast((word) => word !== 'Default' && !/-az\d$/.test(word)) ?? name;
}

/** Name of nodes with a role, as in `Kafka nodes`. */
export function nodesName(role: string): string {
  return `${asWords(role)} nodes`;
}

/** Node groups of an environment, those of one cluster and role together. */
export function nodePools(inventory: Inventory, environment: string): NodePool[] {
  const pools = new Map<string, NodePool>();
  for (const group of inventory.resources({ type: 'aws_eks_node_group', environment, mode: 'managed' })) {
    const role = roleOf(group);
    const key = `${clusterOf(inventory, group)?.address} ${role}`;
    pools.set(key, { role, groups: [...(pools.get(key)?.groups ?? []), group] });
  }
  return [...pools.values()];
}

/** Identity of a pool, the same in every environment. */
export function poolId({ role, groups: [first] }: NodePool): string {
  const layer = first === undefined ? '' : layerOf({ name: first.stack, environment: first.environment });
  return `${layer}/nodes/${role}`;
}

/** A pool as a card: how many nodes of which type, and over how many zones. */
export function poolCard(inventory: Inventory, pool: NodePool, group: string): DiagramNode {
  const zones = new Set(pool.groups.flatMap((one) => subnetsUnder(inventory, one)));
  const facts = [sizes(pool.groups), zones.size === 0 ? undefined : `in ${counted(zones.size, 'zone')}`];
  return {
    id: poolId(pool),
    kind: 'kubernetes',
    name: nodesName(pool.role),
    facts: facts.flatMap((fact) => fact ?? []),
    group,
  };
}

/** All nodes of a cluster as one card, which is what a security group of nodes stands for. */
export function nodesCard(inventory: Inventory, id: string, groups: readonly Resource[]): DiagramNode {
  const [cluster] = groups.flatMap((group) => clusterOf(inventory, group) ?? []);
  const name = cluster === undefined ? 'Nodes' : `${nameOf(cluster)} cluster nodes`;
  const roles = [...new Set(groups.map(roleOf))].map(asWords).sort();
  const total = groups.reduce((sum, { values }) => sum + desired(values), 0);
  return { id, kind: 'kubernetes', name, facts: [counted(total, 'node')], details: roles };
}

/** Cluster of a node group: the one it refers to, perhaps by way of an add-on it waits for, or else the one of its name. */
function clusterOf(inventory: Inventory, group: Resource): Resource | undefined {
  const near = inventory.references(group);
  const found = [...near, ...near.flatMap((one) => inventory.references(one))].find(
    ({ type }) => type === 'aws_eks_cluster',
  );
  const name = literal(group.values, 'cluster_name');
  const named = inventory
    .resources({ type: 'aws_eks_cluster', environment: group.environment })
    .find(({ values }) => name !== undefined && literal(values, 'name') === name);
  return found ?? named;
}

function sizes(groups: readonly Resource[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { values } of groups) {
    const type = literals(values, 'instance_types').join(' or ');
    counts.set(type, (counts.get(type) ?? 0) + desired(values));
  }
  return [...counts].map(([type, count]) => (type === '' ? counted(count, 'node') : `${count} × ${type}`)).join(', ');
}

/** Nodes that a group is meant to have; zero where that is known only after apply. */
export function desired(values: Resource['values']): number {
  return Number(literal(block(values, 'scaling_config'), 'desired_size') ?? 0);
}
