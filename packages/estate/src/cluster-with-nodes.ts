import {
  type AlarmTopic,
  type ClusterValues,
  type Component,
  type ComponentGroups,
  type LocalDiskGroupValues,
  type NodeGroupValues,
  type NodeSpread,
  pascalCase,
  type ScalingGroupValues,
  waive,
} from '@smile/core';
import {
  architecturesOf,
  Cluster,
  type ClusterProps,
  LocalDiskNodeGroup,
  NodeGroup,
  NodeGroupEvents,
  type NodeGroupProps,
  type NodePlace,
  ROLE_LABEL,
  SeparateNodes,
  type WatchedNodeGroup,
  ZonalNodeGroups,
} from '@smile/eks';
import type { ITerraformDependable } from 'cdktf';
import { Construct, type IConstruct } from 'constructs';

export interface ClusterWithNodesProps extends Omit<ClusterProps, keyof ClusterValues> {
  readonly values: ClusterValues;
}

interface BuiltGroup {
  readonly place: NodePlace;
  readonly watched: readonly WatchedNodeGroup[];
  /** What must exist before pods can run there; nothing waits for nodes with data. */
  readonly ready: readonly ITerraformDependable[];
}

/** A cluster with the node groups of its values, and the add-ons that need nodes. */
export class ClusterWithNodes extends Construct {
  readonly cluster: Cluster;
  /** What the operators' role may do in it. */
  readonly operatorsMay: ClusterValues['operatorsMay'];
  /** Word of the cluster's name, as in `data`. */
  private readonly word: string;
  private readonly placesByGroup = new Map<string, NodePlace>();
  private readonly components: ComponentGroups;

  constructor(scope: Construct, id: string, { values, ...props }: ClusterWithNodesProps) {
    super(scope, id);
    const { operatorsMay, groups: groupValues, components, ...clusterValues } = values;
    this.operatorsMay = operatorsMay;
    this.components = components;
    this.cluster = new Cluster(this, 'Default', { ...props, ...clusterValues });
    this.word = props.name;
    const groups = Object.entries(groupValues).map(([name, group]) => {
      const built = this.createGroup(name, group, props.alarmTopic);
      this.placesByGroup.set(name, built.place);
      return built;
    });
    new NodeGroupEvents(this, 'NodeEvents', {
      topic: props.alarmTopic,
      cluster: props.name,
      groups: groups.flatMap(({ watched }) => watched),
    });
    // Not those that only some pods may use: when one of them cannot start, name resolution starts all the same.
    this.cluster.addWorkloadAddons(groups.flatMap(({ place, ready }) => (place.taint === undefined ? ready : [])));
  }

  /**
   * Where the pods of a component run.
   *
   * @throws Error for a component of another cluster, which is a bug: the values name a group for each of this one.
   */
  readonly placeOf = (component: Component): NodePlace => {
    const place = this.placesByGroup.get(this.components[component] ?? '');
    if (place === undefined) throw new Error(`${this.node.path} has no nodes for ${component}`);
    return place;
  };

  /** Every kind of nodes that the cluster has. */
  get places(): readonly NodePlace[] {
    return [...this.placesByGroup.values()];
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
    const { instanceType, volume, podsPerNode, renewal, spread } = group;
    const id = `Group${pascalCase(name)}`;
    const props = {
      cluster: this.cluster,
      name: this.nameOf(name),
      instanceType,
      size: { min, desired: start, max },
      volume,
      podsPerNode,
      renewal,
      securityGroupIds: this.securityGroupsOf(name, group),
      labels,
      taints: taint === undefined ? [] : [taint],
      alarmTopic,
    };
    const groups =
      spread === 'group-per-zone'
        ? new ZonalNodeGroups(this, id, props).groups
        : [new NodeGroup(this, id, { ...props, ...zonesOf(spread) })];
    if (group.onlyHere !== undefined) this.declareOnlyHere(pascalCase(name), group.onlyHere);
    const architectures = architecturesOf([instanceType]);
    return {
      place: { group: name, labels, taint, architectures },
      watched: groups,
      ready: groups.map(({ ready }) => ready),
    };
  }

  private securityGroupsOf(name: string, { securityGroup }: ScalingGroupValues): readonly string[] | undefined {
    if (securityGroup !== 'own' && securityGroup !== 'own-in-the-mesh') return undefined;
    const words = `${name} of cluster ${this.word}`;
    const network = new SeparateNodes(this, `Network${pascalCase(name)}`, {
      cluster: this.cluster,
      name: words,
      isInMesh: securityGroup === 'own-in-the-mesh',
    });
    return [network.securityGroupId];
  }

  /** Says of everything that is made for a group, rules of others towards it too, that production has nothing like it. */
  private declareOnlyHere(group: string, grounds: NonNullable<ScalingGroupValues['onlyHere']>): void {
    const isOfGroup = ({ node: { id } }: IConstruct) =>
      id === `Group${group}` || id === `Network${group}` || id.includes(`Network${group}SecurityGroup`);
    for (const made of this.node.findAll().filter(isOfGroup))
      waive(made, { rule: 'SMILE_MIRROR_ADDRESSES', ...grounds });
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
    const architectures = architecturesOf([group.instanceType, ...Object.values(group.typesByZone ?? {})]);
    return { place: { group: name, labels, taint, architectures }, watched: zones, ready: [] };
  }

  /** With the cluster's name in it, as in `data-kafka`, because two clusters may have a group of one name. */
  private nameOf(group: string): string {
    return this.word === group ? group : `${this.word}-${group}`;
  }
}

function zonesOf(spread: Exclude<NodeSpread, 'group-per-zone'>): Pick<NodeGroupProps, 'zones' | 'acrossZonesBecause'> {
  return 'inOneZone' in spread ? { zones: [spread.inOneZone] } : { acrossZonesBecause: spread.acrossZonesBecause };
}
