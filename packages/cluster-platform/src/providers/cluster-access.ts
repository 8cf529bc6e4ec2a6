import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { EstateStack } from '@smile/core';
import { Fn } from 'cdktf';
import { Construct } from 'constructs';

/** What the providers must know of a cluster. */
export interface ReachedCluster {
  /** As Terraform knows it once the cluster exists. */
  readonly clusterReference: string;
  readonly endpoint: string;
  /** Certificate with which the API proves itself, in Base64. */
  readonly certificateAuthority: string;
}

/**
 * Points the Kubernetes and Helm providers of a stack at a cluster of an earlier stack.
 *
 * They come in as whoever runs Terraform: `aws eks get-token` without a role, because a role that is named would have to be
 * allowed to take on itself. The token is asked for at each run, so none is in a plan or a state. `KUBE_PROXY_URL` leads
 * through a proxy (`smile connect <cluster> --proxy`) without a change of the JSON.
 *
 * Releases are kept in ConfigMaps: no value of a release is secret, and whoever plans then needs to read no Secret.
 */
export class ClusterAccess extends Construct {
  constructor(scope: Construct, id: string, cluster: ReachedCluster) {
    super(scope, id);
    const { region } = EstateStack.ofConstruct(this).environment;
    const access = {
      host: cluster.endpoint,
      clusterCaCertificate: Fn.base64decode(cluster.certificateAuthority),
    };
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: 'aws',
      args: ['eks', 'get-token', '--cluster-name', cluster.clusterReference, '--region', region],
    };
    new KubernetesProvider(this, 'Kubernetes', { ...access, exec: [exec] });
    new HelmProvider(this, 'Helm', { helmDriver: 'configmap', kubernetes: { ...access, exec } });
  }
}
