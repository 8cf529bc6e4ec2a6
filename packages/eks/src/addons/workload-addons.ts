import { defaultTags, EstateStack } from '@smile/core';
import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type PodCluster, PodRole } from '../identity/pod-role.ts';
import { Addon, type AddonCluster } from './addon.ts';

export interface WorkloadAddonsProps {
  readonly cluster: AddonCluster & PodCluster;
  /** Node groups that are there first: without a node, EKS calls these add-ons degraded and Terraform gives up. */
  readonly nodes: readonly ITerraformDependable[];
}

/** What needs nodes to run on: name resolution, snapshots of volumes, volumes. */
export class WorkloadAddons extends Construct {
  /** What must exist before anything that resolves names or has a volume. */
  readonly addons: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { cluster, nodes }: WorkloadAddonsProps) {
    super(scope, id);
    const names = new Addon(this, 'CoreDns', {
      cluster,
      name: 'coredns',
      configuration: { autoScaling: { enabled: true, minReplicas: 2, maxReplicas: 10 } },
      after: nodes,
    });
    const snapshots = new Addon(this, 'SnapshotController', { cluster, name: 'snapshot-controller', after: nodes });
    const volumes = this.createVolumes(cluster, [...nodes, snapshots.addon]);
    this.addons = [names, snapshots, volumes].map(({ addon }) => addon);
  }

  /** The driver looks for the kinds of snapshots when it starts, so their controller comes first. */
  private createVolumes(cluster: AddonCluster & PodCluster, after: readonly ITerraformDependable[]): Addon {
    const { environment, layer } = EstateStack.ofConstruct(this);
    const role = new PodRole(this, 'EbsCsiRole', {
      cluster,
      description: 'EBS CSI driver',
      // Only volumes that carry the name of the session's cluster. Use of the key follows from the key's own policy.
      managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEBSCSIDriverEKSClusterScopedPolicy'],
    });
    return new Addon(this, 'EbsCsi', {
      cluster,
      name: 'aws-ebs-csi-driver',
      // The provider's default tags do not reach what a driver makes (pitfall P14).
      configuration: { controller: { extraVolumeTags: defaultTags(environment, layer) } },
      identity: { role, serviceAccount: 'ebs-csi-controller-sa' },
      after,
    });
  }
}
