import type { EncryptionKey } from '@smile/core';
import type { Vpc } from '@smile/network';
import type { ITerraformDependable } from 'cdktf';
import type { KubernetesVersion } from '../kubernetes-versions.ts';

/** What node groups need to know of their cluster. */
export interface NodeCluster {
  readonly clusterName: string;
  readonly version: KubernetesVersion;
  /** Addresses of Kubernetes services, as in `172.20.0.0/16`. */
  readonly serviceCidr: string;
  /** Role of every node. */
  readonly nodeRoleArn: string;
  /** Groups of every node, the cluster's own among them. */
  readonly nodeSecurityGroupIds: readonly string[];
  /** Key of every node's system disk. Its policy has to let EC2 use it: `allowThroughService('ec2')`. */
  readonly volumeKey: EncryptionKey;
  /** Nodes are in its `eks-private` subnets. */
  readonly vpc: Vpc;
  /** Whether pods get their addresses in blocks of sixteen, which lets a node run more of them. */
  readonly prefixDelegation: boolean;
  /** What must exist before a node joins: the policies of the node role, the network add-on. */
  readonly nodesNeed: readonly ITerraformDependable[];
}
