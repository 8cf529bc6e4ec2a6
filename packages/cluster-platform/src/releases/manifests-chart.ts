import { join } from 'node:path';
import { AssetType, TerraformAsset, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';

const FOLDER = join(__dirname, '../../charts/manifests');
const ID = 'ManifestsChart';

/**
 * The local chart through which custom resources come into a cluster, copied beside the stack that uses it.
 *
 * A chart and not `kubernetes_manifest`, whose plan asks the cluster for the kind: it fails as long as the cluster or the
 * kind is not there. https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs/resources/manifest
 */
export function manifestsChart(scope: Construct): string {
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild(ID);
  if (existing instanceof TerraformAsset) return existing.path;
  return new TerraformAsset(stack, ID, { path: FOLDER, type: AssetType.DIRECTORY }).path;
}
