import type { PodAccount, SecretCluster } from './pod-accounts.ts';
import { SECRET_NAMES, SECRETS, type SecretName } from './secret-catalogue.ts';
import type { FieldReader, SecretField } from './secret-field.ts';

/** A field, and the secret that it is in. */
export interface FieldOfSecret {
  readonly secret: SecretName;
  readonly name: string;
  readonly field: SecretField;
}

/** Every field of every secret, in the order of the catalogue. */
export const SECRET_FIELDS: readonly FieldOfSecret[] = SECRET_NAMES.flatMap((secret) =>
  Object.entries<SecretField>(SECRETS[secret].fields).map(([name, field]) => ({ secret, name, field })),
);

/** Every field with each of its readers. */
export const FIELD_READERS: readonly (FieldOfSecret & { readonly reader: FieldReader })[] = SECRET_FIELDS.flatMap(
  (one) => one.field.readers.map((reader) => ({ ...one, reader })),
);

/** What pods of an account read, one way or the other. */
export function secretFieldsFor(pods: PodAccount): readonly FieldOfSecret[] {
  return SECRET_FIELDS.filter(({ field }) => field.readers.some((reader) => isSame(reader, pods)));
}

/** The accounts whose pods read something of a secret, each once. */
export function readersOf(secret: SecretName): readonly PodAccount[] {
  const found: PodAccount[] = [];
  for (const { reader, secret: of } of FIELD_READERS) {
    const { cluster, namespace, serviceAccount } = reader;
    if (of === secret && !found.some((known) => isSame(known, reader)))
      found.push({ cluster, namespace, serviceAccount });
  }
  return found;
}

/** The secrets of which External Secrets of a cluster reads something, by the roles of the cluster. */
export function secretsSyncedTo(clusters: readonly SecretCluster[]): readonly SecretName[] {
  return SECRET_NAMES.filter((name) =>
    FIELD_READERS.some(
      ({ secret, reader }) => secret === name && reader.into !== undefined && clusters.includes(reader.cluster),
    ),
  );
}

/** The secrets of which pods of an account read something from AWS themselves, by EKS Pod Identity. */
export function secretsReadDirectlyBy(pods: PodAccount): readonly SecretName[] {
  return SECRET_NAMES.filter((name) =>
    FIELD_READERS.some(({ secret, reader }) => secret === name && reader.into === undefined && isSame(reader, pods)),
  );
}

function isSame(one: PodAccount, other: PodAccount): boolean {
  return (
    one.cluster === other.cluster && one.namespace === other.namespace && one.serviceAccount === other.serviceAccount
  );
}
