import type { ClusterSecrets } from '@smile/cluster-platform';
import type { DatabasesStack } from './databases-stack.ts';

/** The secrets of an environment that a cluster with these roles reads. */
export function clusterSecrets(
  { secrets, secretsKey }: DatabasesStack,
  ...clusters: ClusterSecrets['clusters']
): ClusterSecrets {
  return { clusters, secrets: secrets.syncedTo(clusters), encryption: secretsKey };
}
