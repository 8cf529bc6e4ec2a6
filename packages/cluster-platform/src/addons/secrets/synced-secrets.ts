import { throwIfAny } from '@smile/core';
import { clusterSecretStore, type ExternalSecret, externalSecrets } from '@smile/databases/secrets';
import { namespacesOf } from '../../namespaces/namespace-table.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';
import type { ClusterSecrets } from './cluster-secrets.ts';

/**
 * The Secrets of a cluster (APP-SECRETS): one store, and an ExternalSecret for each Kubernetes Secret that a pod reads, by the catalogue of
 * secrets. They are filled once `smile secrets init` has run (docs/runbooks/first-secrets.md).
 *
 * @throws ValidationError for a reader in a namespace that the cluster does not have.
 */
export function syncedSecrets(context: PlatformContext, { clusters }: ClusterSecrets): Addon {
  const { secrets, store } = secretObjects(context, clusters);
  throwIfAny(context.owner, namespaceProblems(context, secrets));
  return {
    id: 'SyncedSecrets',
    namespace: 'external-secrets',
    requires: ['secret-kinds'],
    provides: ['synced-secrets'],
    runsOn: [context.place],
    objects: {
      name: 'synced-secrets',
      keeps: 'every Secret that pods read: each goes with its ExternalSecret',
      objects: [store, ...secrets],
    },
  };
}

/** What External Secrets is told in a cluster with these roles. */
export function secretObjects({ environment }: PlatformContext, clusters: ClusterSecrets['clusters']) {
  const { region, namePrefix } = environment;
  const destination = { clusters, region, namePrefix };
  return { store: clusterSecretStore(destination), secrets: externalSecrets(destination) };
}

function namespaceProblems({ cluster }: PlatformContext, secrets: readonly ExternalSecret[]): string[] {
  const known: readonly string[] = namespacesOf(cluster.role);
  const wanted = new Set(secrets.map(({ metadata }) => metadata.namespace));
  return [...wanted]
    .filter((namespace) => !known.includes(namespace))
    .map((namespace) => {
      const names = secrets
        .filter(({ metadata }) => metadata.namespace === namespace)
        .map(({ metadata }) => metadata.name);
      return `namespace ${namespace}: pods of the ${cluster.role} cluster read ${names.join(', ')} there, and the cluster does not have it; add it to the table of namespaces, or correct the readers in the catalogue of secrets`;
    });
}
