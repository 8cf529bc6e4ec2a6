import { EksNodeGroup } from '@cdktf/provider-aws/lib/eks-node-group';
import { type AlarmTopic, type Gibibytes, NAME_LIMITS, physicalName, tagText } from '@smile/core';
import type { Subnet } from '@smile/network';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { AutoscalerTags } from './autoscaler-tags.ts';
import type { NodeCluster } from './node-cluster.ts';
import { NodeGroupAlarms } from './node-group-alarms.ts';
import type { WatchedNodeGroup } from './node-group-events.ts';
import { type NodeGroupSettings, resolve } from './node-group-settings.ts';
import { NodeLaunchTemplate, type NodeVolume } from './node-launch-template.ts';
import { imageTypeOf, kubernetesVersionOf } from './node-releases.ts';
import { eksTaint, type NodeLabels, type NodeTaint } from './node-taint.ts';
import { nodeUserData } from './node-user-data.ts';

/** How many nodes a group has. */
export interface NodeGroupSize {
  readonly min: number;
  /** Number at creation. Afterwards the autoscaler decides, and Terraform leaves it alone. */
  readonly desired: number;
  readonly max: number;
}

export interface NodeGroupProps {
  readonly cluster: NodeCluster;
  /** Words of the group's name after the environment's prefix, as in `app`. Changing it replaces the group. */
  readonly name: string;
  /** As in `m6g.2xlarge`; its processor decides the image. Changing it replaces the group. */
  readonly instanceType: string;
  readonly size: NodeGroupSize;
  /** Size of the system disk, which images and containers share. Changing it replaces the nodes. */
  readonly volume: Gibibytes | NodeVolume;
  /** Zone ids to keep to, as in `apse3-az1`. Changing them replaces the group. @default - all that sell the type */
  readonly zones?: readonly string[];
  /** Most pods of one node. Changing it replaces the nodes. @default - all that its network interfaces allow, up to 110 or 250 */
  readonly podsPerNode?: number;
  /** @default - none */
  readonly labels?: NodeLabels;
  /** @default - none */
  readonly taints?: readonly NodeTaint[];
  /** Image release, as in `1.35.6-20260714`. Changing it replaces the nodes. @default - of {@link NODE_RELEASES}, for the cluster's version */
  readonly release?: string;
  /** Why pods with volumes have no place in a group of several zones; a tag, which the guardrails ask for. @default - none */
  readonly acrossZonesBecause?: string;
  /**
   * Whether a new release, template or version rolls the nodes, or leaves them to somebody who first takes the group down
   * to none: README, "Nodes that apply". @default 'rolling'
   */
  readonly renewal?: 'rolling' | 'by-hand';
  /** Security groups of the nodes. @default - the cluster's own */
  readonly securityGroupIds?: readonly string[];
  /** Whether EKS replaces nodes that are broken. @default true */
  readonly repair?: boolean;
  readonly alarmTopic: AlarmTopic;
}

/** What rolls the nodes of a group when it changes. */
const ROLLS_NODES = ['version', 'release_version', 'launch_template'];

/** Tag with the reason for a group of several zones. */
export const ACROSS_ZONES_TAG = 'across-zones-because';

/** A third of the nodes at a time, but always one: an update of ten nodes takes four rounds. */
const AT_ONCE_PERCENT = 33;

/** A round takes up to 15 minutes to drain nodes and some more to start others. */
const UPDATE_TIMEOUT = '3h';

/**
 * A managed group of nodes that keep nothing, over all zones that sell their type, or over those that are named. Costs its instances and their disks.
 *
 * A new template or release replaces nodes a third at a time, drained first. Another instance type, other zones or a new
 * node role make a new group before the old one goes, which is why the group's name ends with a stamp. The release is
 * pinned, so that a plan of today and one of next week do the same (P42). **When only the template changes, EKS takes the
 * newest release all the same**, because the provider names a release only when it changes: set the newest in
 * {@link NODE_RELEASES} with it.
 */
export class NodeGroup extends Construct implements WatchedNodeGroup {
  readonly nodeGroupName: string;
  readonly autoscalingGroupName: string;
  /** What must exist before anything that needs its nodes: pass it as `dependsOn`. */
  readonly ready: ITerraformDependable;
  readonly holdsData = false;
  /** Zone ids that the nodes are in. */
  readonly zones: readonly string[];
  /** Most pods of one node, as its kubelet enforces it. */
  readonly podsPerNode: number;

  constructor(scope: Construct, id: string, props: NodeGroupProps) {
    super(scope, id);
    const settings = resolve(this, props);
    this.zones = settings.subnets.map(({ zone }) => zone);
    this.podsPerNode = settings.podsPerNode;
    const name = physicalName(this, { max: NAME_LIMITS.nodeGroupPrefix.max - 1, name: props.name });
    const template = this.createTemplate(settings, name);
    const group = this.createGroup(settings, name, template);
    this.ready = group;
    this.nodeGroupName = group.nodeGroupName;
    this.autoscalingGroupName = group.resources.get(0).autoscalingGroups.get(0).name;
    this.createAutoscalerTags(settings);
    this.createAlarms(settings, name);
  }

  private createTemplate(settings: NodeGroupSettings, nodeName: string): NodeLaunchTemplate {
    return new NodeLaunchTemplate(this, 'Template', {
      ...settings,
      nodeName,
      naming: 'generated',
      userData: nodeUserData({ maxPods: settings.podsPerNode }),
      // A group that ignores its template would start no node any more once that was replaced.
      isProtected: settings.renewal === 'by-hand',
    });
  }

  private createGroup(settings: NodeGroupSettings, name: string, template: NodeLaunchTemplate): EksNodeGroup {
    const { cluster, size, release, instanceType, labels, taints, renewal, acrossZonesBecause: reason } = settings;
    return new EksNodeGroup(this, 'Default', {
      clusterName: cluster.clusterName,
      nodeGroupNamePrefix: `${name}-`,
      nodeRoleArn: cluster.nodeRoleArn,
      subnetIds: settings.subnets.map(({ subnetId }: Subnet) => subnetId),
      amiType: imageTypeOf(instanceType),
      capacityType: 'ON_DEMAND',
      instanceTypes: [instanceType],
      version: kubernetesVersionOf(release),
      releaseVersion: release,
      forceUpdateVersion: false,
      launchTemplate: { id: template.templateId, version: template.latestVersion },
      scalingConfig: { minSize: size.min, desiredSize: size.desired, maxSize: size.max },
      updateConfig: { maxUnavailablePercentage: AT_ONCE_PERCENT },
      nodeRepairConfig: { enabled: settings.repair },
      labels: { ...labels },
      taint: taints.map(eksTaint),
      timeouts: { update: UPDATE_TIMEOUT },
      tags: reason === undefined ? {} : { [ACROSS_ZONES_TAG]: tagText(reason) },
      lifecycle: {
        createBeforeDestroy: true,
        ignoreChanges: ['scaling_config[0].desired_size', ...(renewal === 'by-hand' ? ROLLS_NODES : [])],
      },
      dependsOn: [...cluster.nodesNeed],
    });
  }

  private createAutoscalerTags({ cluster, labels, taints }: NodeGroupSettings): void {
    new AutoscalerTags(this, 'AutoscalerTags', {
      autoscalingGroupName: this.autoscalingGroupName,
      clusterName: cluster.clusterName,
      isScaled: true,
      labels,
      taints,
    });
  }

  private createAlarms({ alarmTopic, size, instanceType }: NodeGroupSettings, name: string): void {
    new NodeGroupAlarms(this, 'Alarms', {
      topic: alarmTopic,
      name,
      autoscalingGroupName: this.autoscalingGroupName,
      minSize: size.min,
      instanceType,
    });
  }
}
