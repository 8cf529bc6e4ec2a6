import type { SecretCluster } from './catalogue/pod-accounts.ts';
import type { KubernetesKey } from './catalogue/secret-field.ts';
import { FIELD_READERS } from './catalogue/secret-readers.ts';
import type {
  ClusterSecretStore,
  ExternalSecret,
  ExternalSecretData,
  ExternalSecretTarget,
} from './external-secret-objects.ts';

/** A cluster, as External Secrets needs to know it. */
export interface SecretsDestination {
  /** Roles of the cluster: both where one cluster is for all. */
  readonly clusters: readonly SecretCluster[];
  /** Region of the secrets. */
  readonly region: string;
  /** Start of the secrets' names, as in the `smile-prd` of `smile-prd/redis`. */
  readonly namePrefix: string;
}

/** Name of the one store of a cluster. */
export const SECRET_STORE = 'aws-secrets-manager';

/** Annotation that names the accounts whose pods read the Secret, separated by spaces: `kubectl` and the inventory show it. */
export const READERS_ANNOTATION = 'smile/readers';

/** A key of a Kubernetes Secret, and what goes into it. */
interface KeySource {
  readonly key: string;
  readonly secret: string;
  readonly field: string;
  readonly as: NonNullable<KubernetesKey['as']>;
}

/** A Kubernetes Secret that somebody reads. */
interface SyncedSecret {
  readonly namespace: string;
  readonly name: string;
  readonly readers: readonly string[];
  readonly sources: readonly KeySource[];
}

/**
 * How External Secrets reads Secrets Manager, for exactly the namespaces that have a reader.
 *
 * Without `auth` and `role`: the operator's own EKS Pod Identity is used. With `auth.jwt` it would be ignored
 * (external-secrets/external-secrets#4867), and its own role as `role` fails (#4892).
 */
export function clusterSecretStore(destination: SecretsDestination): ClusterSecretStore {
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ClusterSecretStore',
    metadata: { name: SECRET_STORE },
    spec: {
      provider: { aws: { service: 'SecretsManager', region: destination.region } },
      conditions: [{ namespaces: [...new Set(syncedSecrets(destination).map(({ namespace }) => namespace))].sort() }],
    },
  };
}

/** The Kubernetes Secrets of a cluster, each with the keys that its readers need, and no others. */
export function externalSecrets(destination: SecretsDestination): readonly ExternalSecret[] {
  return syncedSecrets(destination).map((synced) => externalSecret(synced, destination.namePrefix));
}

/**
 * @throws Error when two fields go into one key, since one of them would be lost.
 */
function syncedSecrets({ clusters }: SecretsDestination): readonly SyncedSecret[] {
  const found = new Map<string, SyncedSecret>();
  for (const { secret, name: field, reader } of FIELD_READERS) {
    const { into, namespace, serviceAccount } = reader;
    if (into === undefined || !clusters.includes(reader.cluster)) continue;
    const place = `${namespace}/${into.secret}`;
    const known = found.get(place) ?? { namespace, name: into.secret, readers: [], sources: [] };
    const source: KeySource = { key: into.key, secret, field, as: into.as ?? 'value' };
    found.set(place, {
      ...known,
      readers: [...new Set([...known.readers, serviceAccount])],
      sources: withSource(known.sources, source, place),
    });
  }
  return [...found.values()].sort((one, other) =>
    `${one.namespace}/${one.name}` < `${other.namespace}/${other.name}` ? -1 : 1,
  );
}

function withSource(sources: readonly KeySource[], source: KeySource, place: string): readonly KeySource[] {
  const taken = sources.find(({ key }) => key === source.key);
  if (taken === undefined) return [...sources, source];
  if (taken.secret === source.secret && taken.field === source.field && taken.as === source.as) return sources;
  throw new Error(
    `two fields go into the key ${source.key} of the Kubernetes Secret ${place}: ${taken.field} of ${taken.secret}, and ${source.field} of ${source.secret}; give one of them another key`,
  );
}

function externalSecret({ namespace, name, readers, sources }: SyncedSecret, prefix: string): ExternalSecret {
  const remote = ({ secret, field }: KeySource) => ({ key: `${prefix}/${secret}`, property: field });
  const isTemplated = sources.some(({ as }) => as !== 'value');
  const data: ExternalSecretData[] = isTemplated
    ? onePerField(sources).map((source) => ({ secretKey: variableOf(source), remoteRef: remote(source) }))
    : sources.map((source) => ({ secretKey: source.key, remoteRef: remote(source) }));
  const target: ExternalSecretTarget = {
    name,
    creationPolicy: 'Owner',
    deletionPolicy: 'Retain',
    ...(isTemplated ? { template: template(sources) } : {}),
  };
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name, namespace, annotations: { [READERS_ANNOTATION]: readers.join(' ') } },
    spec: {
      refreshInterval: '1h',
      secretStoreRef: { name: SECRET_STORE, kind: 'ClusterSecretStore' },
      target,
      data,
    },
  };
}

function onePerField(sources: readonly KeySource[]): readonly KeySource[] {
  return sources.filter(
    (source, index) => sources.findIndex((one) => variableOf(one) === variableOf(source)) === index,
  );
}

/** Name of a field in a template: a dash would be a minus. */
function variableOf({ secret, field }: KeySource): string {
  return `${secret}_${field}`.replaceAll('-', '_');
}

/** What a template makes of a value. https://external-secrets.io/latest/guides/templating/#helper-functions */
const PIPES: Readonly<Record<KeySource['as'], string>> = {
  value: '',
  sha256: ' | sha256sum',
  certificate: ' | filterPEM "CERTIFICATE"',
  'private-key': ' | filterPEM "PRIVATE KEY"',
};

/** With data in a template, the Secret has its keys alone; without, the keys of `spec.data`. */
function template(sources: readonly KeySource[]): ExternalSecretTarget['template'] {
  return {
    engineVersion: 'v2',
    data: Object.fromEntries(sources.map((source) => [source.key, `{{ .${variableOf(source)}${PIPES[source.as]} }}`])),
  };
}
