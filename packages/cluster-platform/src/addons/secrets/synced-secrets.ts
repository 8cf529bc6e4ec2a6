import { throwIfAny } from '@smile/core';
import { clusterSecretStore, externalSecrets, FIELD_READERS } from '@smile/databases/secrets';
import { namespacesOf } from '../../namespaces/namespace-table.ts';
import type { ExternalSecret } from '../../objects/custom-resource.ts';
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

/**
 * Label of those whose values `smile secrets init` makes. The others hold something that a person brings, as tokens of a Git server that
 * comes later than this cluster: nobody else may have to wait for those.
 */
export const NEEDED_AT_START = { 'smile/needed-at-start': 'true' } as const;

/** What External Secrets is told in a cluster with these roles. */
export function secretObjects({ environment }: PlatformContext, clusters: ClusterSecrets['clusters']) {
  const { region, namePrefix } = environment;
  const destination = { clusters, region, namePrefix };
  const secrets: readonly ExternalSecret[] = externalSecrets(destination).map((secret) =>
    isBrought(secret.metadata) ? secret : { ...secret, metadata: { ...secret.metadata, labels: NEEDED_AT_START } },
  );
  return { store: clusterSecretStore(destination), secrets };
}

function isBrought({ namespace, name }: { readonly namespace: string; readonly name: string }): boolean {
  return FIELD_READERS.some(
    ({ field, reader }) =>
      field.madeBy.by === 'person' && reader.namespace === namespace && reader.into?.secret === name,
  );
}

function namespaceProblems({ cluster }: PlatformContext, secrets: readonly ExternalSecret[]): string[] {
  const known: readonly string[] = namespacesOf(cluster.role);
  const wanted = new Set(secrets.flatMap(({ metadata }) => metadata.namespace ?? []));
  return [...wanted]
    .filter((namespace) => !known.includes(namespace))
    .map((namespace) => {
      const names = secrets
        .filter(({ metadata }) => metadata.namespace === namespace)
        .map(({ metadata }) => metadata.name);
      return `namespace ${namespace}: pods of the ${cluster.role} cluster read ${names.join(', ')} there, and the cluster does not have it; add it to the table of namespaces, or correct the readers in the catalogue of secrets`;
    });
}
