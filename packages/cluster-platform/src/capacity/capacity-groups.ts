import {
  type ClusterValues,
  type Component,
  type ComponentGroups,
  type LocalDiskGroupValues,
  type NodeGroupValues,
  type ScalingGroupValues,
  zonesSelling,
} from '@smile/core';
import { nodeCapacity, type Resources, zoneShare } from '@smile/eks';
import type { CapacityGroup } from './group-capacity.ts';

/** Where a cluster's nodes may be. */
export interface ClusterZones {
  readonly region: string;
  /** Zone ids of the network. */
  readonly zones: readonly string[];
}

/**
 * The node groups of a cluster as room for pods, from its values.
 *
 * @throws Error for an instance type whose hardware is not in the table, which its node group refuses too.
 */
export function capacityGroups(values: ClusterValues, where: ClusterZones): readonly CapacityGroup[] {
  return Object.entries(values.groups).map(([name, group]) => ({
    name,
    components: componentsOn(name, values.components),
    instanceType: group.instanceType,
    perNode: leastOf(group),
    podsPerNode: group.podsPerNode,
    ...(group.kind === 'scaling' ? scaling(group, where) : localDisk(group)),
  }));
}

function componentsOn(group: string, components: ComponentGroups): readonly Component[] {
  return (Object.keys(components) as Component[]).filter((component) => components[component] === group);
}

function scaling(
  { nodes, spread, instanceType }: ScalingGroupValues,
  { region, zones }: ClusterZones,
): Pick<CapacityGroup, 'kind' | 'startByZone' | 'mostNodes'> {
  if (typeof spread === 'object' && 'inOneZone' in spread) {
    return { kind: 'single', startByZone: [nodes.start], mostNodes: nodes.max };
  }
  const sold = zones.filter((zone) => zonesSelling(region, instanceType).includes(zone)).length;
  return { kind: 'pooled', startByZone: shares(nodes.start, sold), mostNodes: nodes.max };
}

function localDisk({
  nodes,
  zoneCount,
}: LocalDiskGroupValues): Pick<CapacityGroup, 'kind' | 'startByZone' | 'mostNodes'> {
  return { kind: 'local-disk', startByZone: shares(nodes, zoneCount), mostNodes: nodes };
}

function shares(nodes: number, zoneCount: number): readonly number[] {
  return Array.from({ length: zoneCount }, (_, zone) => zoneShare(nodes, zone, zoneCount));
}

/** What every node of a group gives at least: where a zone sells another type, the smaller one counts. */
function leastOf(group: NodeGroupValues): Resources {
  const types = [group.instanceType, ...(group.kind === 'local-disk' ? Object.values(group.typesByZone ?? {}) : [])];
  const each = types.map((type) => {
    const capacity = nodeCapacity(type, group.podsPerNode);
    if (capacity === undefined) throw new Error(`the hardware of ${type} is not in the table of instance types`);
    return capacity;
  });
  return {
    cpuMillis: Math.min(...each.map(({ cpuMillis }) => cpuMillis)),
    memoryMebibytes: Math.min(...each.map(({ memoryMebibytes }) => memoryMebibytes)),
  };
}
