import { HelmProvider } from '@cdktf/provider-helm/lib/provider';
import { Construct } from 'constructs';

/**
 * Points the Helm provider of a stack at the cluster that Terraform runs in, by the account of its pod; elsewhere at the one that `KUBE_CONFIG_PATH`
 * names. For pods that have rights in the cluster and none in EKS.
 * https://registry.terraform.io/providers/hashicorp/helm/latest/docs#in-cluster-config
 */
export class SurroundingCluster extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new HelmProvider(this, 'Helm', { helmDriver: 'configmap' });
  }
}
