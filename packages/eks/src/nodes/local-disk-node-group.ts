import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { type AlarmTopic, type Deletion, type Gibibytes, NODES_WITH_DATA, physicalName } from '@smile/core';
import { Construct } from 'constructs';
import { AutoscalerTags } from './autoscaler-tags.ts';
import { instanceHardware } from './instance-hardware.ts';
import { type LocalDiskSettings, resolve } from './local-disk-settings.ts';
import type { NodeCluster } from './node-cluster.ts';
import { NodeGroupAlarms } from './node-group-alarms.ts';
import type { WatchedNodeGroup } from './node-group-events.ts';
import { NodeLaunchTemplate, type NodeVolume } from './node-launch-template.ts';
import { imageTypeOf, kubernetesVersionOf } from './node-releases.ts';
import { eksTaint, type NodeLabels, type NodeTaint } from './node-taint.ts';
import { type LocalDiskLayout, nodeUserData } from './node-user-data.ts';
import type { ZoneGroup } from './zone-plan.ts';

/** Label and taint that say which component a node is for. */
export const ROLE_LABEL = 'smile/role';

/** Label of nodes whose local disks are volumes, by which the volume provisioner finds them. */
export const LOCAL_STORAGE_LABEL = 'smile/local-storage';

export interface LocalDiskNodeGroupProps {
  readonly cluster: NodeCluster;
  /** Words of the groups' names after the environment's prefix, as in `kafka`. Never changed: nodes do not move. */
  readonly name: string;
  /** Component that alone may use the nodes; two sets of nodes of one component share it. @default - the name */
  readonly role?: string;
  /** As in `d3en.2xlarge`. Never changed. */
  readonly instanceType: string;
  /** Number of nodes in all zones. */
  readonly count: number;
  /** Over how many zones they are spread; as many as nodes is one node per zone. */
  readonly zoneCount: number;
  /** Type of single zones, as in `{ 'apse3-az3': 'i3en.2xlarge' }`. Never changed. @default - the same type everywhere */
  readonly typesByZone?: Readonly<Record<string, string>>;
  /**
   * Image release that the nodes run, as in `1.35.6-20260714`: a record, which creates nodes and never changes them.
   * State and AWS know what they really run.
   */
  readonly release: string;
  /** How disks become volumes. Never changed. */
  readonly layout: LocalDiskLayout;
  /** System disk, which holds no data. @default '100 GiB' */
  readonly volume?: Gibibytes | NodeVolume;
  /** Most pods of one node. @default - all that its network interfaces allow, up to 110 */
  readonly podsPerNode?: number;
  /** Labels beside those of role and local storage. @default - none */
  readonly labels?: NodeLabels;
  /** Whether Terraform may delete the groups, with everything on their disks. @default 'protected' */
  readonly deletion?: Deletion;
  readonly alarmTopic: AlarmTopic;
}

/** The nodes of one zone. */
export interface LocalDiskZone extends ZoneGroup, WatchedNodeGroup {}

/**
 * Nodes whose own disks hold data: one managed group per zone, of a fixed size.
 *
 * A node that ends takes its disks along, and EKS replaces node after node without waiting until data is back. So nothing
 * here replaces a node by itself: not a new release in the table, not an upgrade of the cluster, not a change of the
 * template, not the autoscaler, not EKS's repair; and Terraform refuses to delete or replace a group, and AWS refuses
 * it to every role but break-glass. Nodes are renewed by
 * hand, one by one: docs/runbooks/replace-a-node-with-data.md. An instance whose hardware fails is replaced by EC2, empty.
 */
export class LocalDiskNodeGroup extends Construct {
  /** The groups in the order of their zones. */
  readonly zones: readonly LocalDiskZone[];
  /** What pods of the component tolerate. */
  readonly taint: NodeTaint;
  /** What pods of the component select. */
  readonly labels: NodeLabels;

  constructor(scope: Construct, id: string, props: LocalDiskNodeGroupProps) {
    super(scope, id);
    const settings = resolve(this, props);
    this.taint = { key: ROLE_LABEL, value: settings.role };
    this.labels = { ...settings.labels, [ROLE_LABEL]: settings.role, [LOCAL_STORAGE_LABEL]: 'true' };
    this.zones = settings.plan.map((planned) => this.createZone(settings, planned));
  }

  private createZone(settings: LocalDiskSettings, planned: ZoneGroup): LocalDiskZone {
    const name = physicalName(this, { max: 63, name: `${settings.name}-${planned.zone}` });
    const template = this.createTemplate(settings, planned, name);
    const group = this.createGroup(settings, planned, name, template);
    const autoscalingGroupName = group.resources.get(0).autoscalingGroups.get(0).name;
    new AutoscalerTags(this, `AutoscalerTags-${planned.zone}`, {
      autoscalingGroupName,
      clusterName: settings.cluster.clusterName,
      isScaled: false,
      labels: {},
      taints: [],
    });
    new NodeGroupAlarms(this, `Alarms-${planned.zone}`, {
      topic: settings.alarmTopic,
      name,
      autoscalingGroupName,
      minSize: planned.count,
      instanceType: planned.instanceType,
    });
    return { ...planned, nodeGroupName: name, autoscalingGroupName, holdsData: true };
  }

  private createTemplate(settings: LocalDiskSettings, planned: ZoneGroup, nodeName: string): NodeLaunchTemplate {
    const { cluster, volume, layout, protection } = settings;
    const count = instanceHardware(planned.instanceType)?.localDisks ?? 0;
    return new NodeLaunchTemplate(this, `Template-${planned.zone}`, {
      cluster,
      nodeName,
      naming: 'fixed',
      instanceType: planned.instanceType,
      volume,
      userData: nodeUserData({
        maxPods: settings.podsPerNode(planned.instanceType),
        localDisks: { layout, count },
      }),
      // A group whose template is gone starts no node any more.
      isProtected: protection.isProtected,
    });
  }

  private createGroup(
    { cluster, release, protection, subnetIn }: LocalDiskSettings,
    { zone, instanceType, count }: ZoneGroup,
    name: string,
    template: NodeLaunchTemplate,
  ): EksNodeGroup {
    return new EksNodeGroup(this, `Group-${zone}`, {
      clusterName: cluster.clusterName,
      nodeGroupName: name,
      nodeRoleArn: cluster.nodeRoleArn,
      subnetIds: [subnetIn(zone).subnetId],
      amiType: imageTypeOf(instanceType),
      capacityType: 'ON_DEMAND',
      instanceTypes: [instanceType],
      version: kubernetesVersionOf(release),
      releaseVersion: release,
      forceUpdateVersion: false,
      launchTemplate: { id: template.templateId, version: template.latestVersion },
      scalingConfig: { minSize: count, desiredSize: count, maxSize: count },
      // Only of use to who updates a group by hand: one node at a time, and none that cannot be drained.
      updateConfig: { maxUnavailable: 1 },
      nodeRepairConfig: { enabled: false },
      labels: { ...this.labels },
      taint: [eksTaint(this.taint)],
      tags: { ...(protection.isProtected ? NODES_WITH_DATA : {}), ...protection.tags },
      // Each of the three would make EKS replace every node of the group.
      lifecycle: {
        preventDestroy: protection.isProtected,
        ignoreChanges: ['version', 'release_version', 'launch_template'],
      },
      dependsOn: [...cluster.nodesNeed],
    });
  }
}
