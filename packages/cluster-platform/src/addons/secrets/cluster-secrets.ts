import type { SecretCluster } from '@smile/databases/secrets';

/** Secrets of the environment, as External Secrets of a cluster reads them. */
export interface ClusterSecrets {
  /** Roles of the cluster: both where one cluster is for all. */
  readonly clusters: readonly SecretCluster[];
  /** The secrets of which pods of the cluster read something. */
  readonly secrets: readonly { readonly secretArn: string }[];
  /** Key that encrypts all of them. */
  readonly encryption: { readonly keyArn: string };
}
