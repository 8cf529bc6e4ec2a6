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

/**
 * Attachments of a node that are not for volumes of pods: its system disk, and the network interfaces beyond the first, which
 * share the 28 slots of a Nitro instance with volumes. With one hop to the metadata service the driver cannot count
 * them itself, and would promise the scheduler more than the node has. A m6g.2xlarge takes four interfaces.
 *
 * Sources: https://docs.aws.amazon.com/ebs/latest/userguide/ebs-volume-attachments.html (shared limit) and
 * https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/options.md (reserved-volume-attachments)
 */
const RESERVED_ATTACHMENTS = 4;

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
      configuration: {
        // The provider's default tags do not reach what a driver makes (pitfall P14).
        controller: { extraVolumeTags: defaultTags(environment, layer) },
        node: { reservedVolumeAttachments: RESERVED_ATTACHMENTS },
      },
      identity: { role, serviceAccount: 'ebs-csi-controller-sa' },
      after,
    });
  }
}
