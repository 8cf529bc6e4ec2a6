/**
 * The part of `external-secrets.io/v1` that we write, so that a misspelt key does not compile: the models of others accept any.
 * Source: https://external-secrets.io/latest/api/spec/
 */
export interface ClusterSecretStore {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'ClusterSecretStore';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly provider: { readonly aws: { readonly service: 'SecretsManager'; readonly region: string } };
    /** Who may use the store: a namespace of the list. */
    readonly conditions: readonly [{ readonly namespaces: readonly string[] }];
  };
}

/** What a Kubernetes Secret is filled with. */
export interface ExternalSecret {
  readonly apiVersion: 'external-secrets.io/v1';
  readonly kind: 'ExternalSecret';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly annotations: Readonly<Record<string, string>>;
  };
  readonly spec: {
    /** How often the value is read anew, as Go writes durations. */
    readonly refreshInterval: string;
    readonly secretStoreRef: { readonly name: string; readonly kind: 'ClusterSecretStore' };
    readonly target: ExternalSecretTarget;
    readonly data: readonly ExternalSecretData[];
  };
}

/** The Kubernetes Secret that comes of it. */
export interface ExternalSecretTarget {
  readonly name: string;
  /** The Secret goes with the ExternalSecret. */
  readonly creationPolicy: 'Owner';
  /** It stays when the secret in AWS is gone, and the ExternalSecret is then not ready. */
  readonly deletionPolicy: 'Retain';
  readonly template?: {
    readonly engineVersion: 'v2';
    readonly data: Readonly<Record<string, string>>;
  };
}

/** A key, or a variable of the template, and the field of a secret that it holds. */
export interface ExternalSecretData {
  readonly secretKey: string;
  readonly remoteRef: { readonly key: string; readonly property: string };
}
