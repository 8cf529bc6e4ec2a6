import type { ITerraformDependable } from 'cdktf';
import { Construct } from 'constructs';
import { type PodCluster, PodRole } from '../identity/pod-role.ts';
import { Addon, type AddonCluster } from './addon.ts';

export interface NetworkAddonsProps {
  readonly cluster: AddonCluster & PodCluster & { readonly prefixDelegation: boolean };
}

/**
 * What a node needs to become ready: pod identities, pod addresses, and the way to services.
 *
 * They are daemon sets, so EKS calls them active before there is a node. They must be there before the nodes: whether a
 * node hands out single addresses or blocks is decided when it joins. The agent comes first, since the network add-on gets
 * its permissions through it.
 */
export class NetworkAddons extends Construct {
  /** What node groups wait for. */
  readonly addons: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { cluster }: NetworkAddonsProps) {
    super(scope, id);
    const agent = new Addon(this, 'PodIdentityAgent', { cluster, name: 'eks-pod-identity-agent' });
    const role = new PodRole(this, 'VpcCniRole', {
      cluster,
      description: 'Network add-on',
      managedPolicyArns: ['arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy'],
    });
    const network = new Addon(this, 'VpcCni', {
      cluster,
      name: 'vpc-cni',
      configuration: {
        // Without it, network policies are accepted and do nothing.
        enableNetworkPolicy: 'true',
        env: {
          ENABLE_PREFIX_DELEGATION: String(cluster.prefixDelegation),
          // One block of 16 in reserve, so that a pod does not wait for EC2.
          ...(cluster.prefixDelegation ? { WARM_PREFIX_TARGET: '1' } : {}),
        },
      },
      identity: { role, serviceAccount: 'aws-node' },
      after: [agent.addon],
    });
    const proxy = new Addon(this, 'KubeProxy', { cluster, name: 'kube-proxy' });
    this.addons = [agent, network, proxy].map(({ addon }) => addon);
  }
}
