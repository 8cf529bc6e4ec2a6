import type { AlarmTopic, ClusterValues, LocalDiskGroupValues, NodeGroupValues, ScalingGroupValues } from '@smile/core';
import {
  Cluster,
  type ClusterProps,
  LocalDiskNodeGroup,
  NodeGroup,
  NodeGroupEvents,
  type NodeLabels,
  type NodeTaint,
  ROLE_LABEL,
  type WatchedNodeGroup,
} from '@smile/eks';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';

export interface ClusterWithNodesProps extends Omit<ClusterProps, keyof ClusterValues> {
  readonly values: ClusterValues;
}

/** How pods find the nodes of a group. */
export interface NodePlace {
  /** What they select. */
  readonly labels: NodeLabels;
  /** What they tolerate. @default - nothing; the group is open to every pod */
  readonly taint?: NodeTaint;
}

interface BuiltGroup {
  readonly place: NodePlace;
  readonly watched: readonly WatchedNodeGroup[];
  /** What must exist before pods can run there. @default - nothing waits for nodes with data */
  readonly ready?: ITerraformDependable;
}

/** A cluster with the node groups of its values, and the add-ons that need nodes. */
export class ClusterWithNodes extends Construct {
  readonly cluster: Cluster;
  /** What the operators' role may do in it. */
  readonly operatorsMay: ClusterValues['operatorsMay'];
  /** Word of the cluster's name, as in `data`. */
  private readonly word: string;
  private readonly places = new Map<string, NodePlace>();

  constructor(scope: Construct, id: string, { values, ...props }: ClusterWithNodesProps) {
    super(scope, id);
    const { version, publicAccessCidrs, logRetention } = values;
    this.operatorsMay = values.operatorsMay;
    this.cluster = new Cluster(this, 'Default', { ...props, version, publicAccessCidrs, logRetention });
    this.word = props.name;
    const groups = Object.entries(values.groups).map(([name, group]) => {
      const built = this.createGroup(name, group, props.alarmTopic);
      this.places.set(name, built.place);
      return built;
    });
    new NodeGroupEvents(this, 'NodeEvents', {
      topic: props.alarmTopic,
      cluster: props.name,
      groups: groups.flatMap(({ watched }) => watched),
    });
    // Not those that only some pods may use: when one of them cannot start, name resolution starts all the same.
    this.cluster.addWorkloadAddons(
      groups.flatMap(({ place, ready }) => (place.taint === undefined && ready !== undefined ? [ready] : [])),
    );
  }

  /**
   * How pods find the nodes of a group.
   *
   * @param name as in the environment's values, as in `kafka`.
   * @returns undefined where the environment has no such group: its pods run on nodes that are open to every pod.
   */
  placeOf(name: string): NodePlace | undefined {
    return this.places.get(name);
  }

  private createGroup(name: string, group: NodeGroupValues, alarmTopic: AlarmTopic): BuiltGroup {
    return group.kind === 'scaling'
      ? this.createScaling(name, group, alarmTopic)
      : this.createLocalDisk(name, group, alarmTopic);
  }

  private createScaling(name: string, group: ScalingGroupValues, alarmTopic: AlarmTopic): BuiltGroup {
    const labels = { [ROLE_LABEL]: name };
    const taint = group.openTo === 'own-pods' ? { key: ROLE_LABEL, value: name } : undefined;
    const { min, start, max } = group.nodes;
    const construct = new NodeGroup(this, `Group${pascalCase(name)}`, {
      cluster: this.cluster,
      name: this.nameOf(name),
      instanceType: group.instanceType,
      size: { min, desired: start, max },
      volume: group.volume,
      zones: group.zones,
      podsPerNode: group.podsPerNode,
      labels,
      taints: taint === undefined ? [] : [taint],
      alarmTopic,
    });
    return { place: { labels, taint }, watched: [construct], ready: construct.ready };
  }

  private createLocalDisk(name: string, group: LocalDiskGroupValues, alarmTopic: AlarmTopic): BuiltGroup {
    const construct = new LocalDiskNodeGroup(this, `Group${pascalCase(name)}`, {
      ...group,
      cluster: this.cluster,
      name: this.nameOf(name),
      role: group.role ?? name,
      count: group.nodes,
      alarmTopic,
    });
    const { labels, taint, zones } = construct;
    return { place: { labels, taint }, watched: zones };
  }

  /** With the cluster's name in it, as in `data-kafka`, because two clusters may have a group of one name. */
  private nameOf(group: string): string {
    return this.word === group ? group : `${this.word}-${group}`;
  }
}

function pascalCase(words: string): string {
  return words
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}
