import { AutoscalingGroupTagA as AutoscalingGroupTag } from '@cdktf/provider-aws/lib/autoscaling-group-tag';
import { Construct } from 'constructs';
import type { NodeLabels, NodeTaint } from './node-taint.ts';

/** Tag by whose value the autoscaler finds groups: `--node-group-auto-discovery=asg:tag=<key>=true,…`. */
export const AUTOSCALER_ENABLED_TAG = 'k8s.io/cluster-autoscaler/enabled';

/** Tag with the name of the cluster whose autoscaler may change the group. */
export const AUTOSCALER_CLUSTER_TAG = 'k8s.io/cluster-autoscaler';

export interface AutoscalerTagsProps {
  /** Scaling group that EKS made for a node group. */
  readonly autoscalingGroupName: string;
  readonly clusterName: string;
  /** Whether the autoscaler may change the number of nodes. */
  readonly isScaled: boolean;
  readonly labels: NodeLabels;
  readonly taints: readonly NodeTaint[];
}

/**
 * What the Kubernetes autoscaler reads on a scaling group: whether it may change it, and which labels and taints a node
 * would have, since with no node there is none to look at.
 *
 * EKS puts the first two tags on every group by itself, also on those that nothing may scale; these say otherwise.
 * https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
 */
export class AutoscalerTags extends Construct {
  private readonly autoscalingGroupName: string;

  constructor(scope: Construct, id: string, props: AutoscalerTagsProps) {
    super(scope, id);
    this.autoscalingGroupName = props.autoscalingGroupName;
    this.createTag('Enabled', AUTOSCALER_ENABLED_TAG, String(props.isScaled));
    if (!props.isScaled) return;
    this.createTag('Cluster', `${AUTOSCALER_CLUSTER_TAG}/${props.clusterName}`, 'owned');
    const template = `${AUTOSCALER_CLUSTER_TAG}/node-template`;
    for (const [key, value] of Object.entries(props.labels)) {
      this.createTag(`Label-${wordOf(key)}`, `${template}/label/${key}`, value);
    }
    for (const { key, value, effect } of props.taints) {
      this.createTag(`Taint-${wordOf(key)}`, `${template}/taint/${key}`, `${value}:${effect ?? 'NoSchedule'}`);
    }
  }

  private createTag(id: string, key: string, value: string): void {
    new AutoscalingGroupTag(this, id, {
      autoscalingGroupName: this.autoscalingGroupName,
      tag: { key, value, propagateAtLaunch: false },
    });
  }
}

/** A key as a part of a construct id, which may not hold a slash. */
function wordOf(key: string): string {
  return key.replace(/[^A-Za-z0-9]+/g, '-');
}
