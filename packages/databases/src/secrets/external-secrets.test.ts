import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ExternalSecret } from './external-secret-objects.ts';
import { clusterSecretStore, externalSecrets, type SecretsDestination } from './external-secrets.ts';

const place = { region: 'eu-north-1', namePrefix: 'atlantis-prd' };
const APPLICATION: SecretsDestination = { ...place, clusters: ['application'] };
const DATA: SecretsDestination = { ...place, clusters: ['data'] };
const SHARED: SecretsDestination = { ...place, clusters: ['application', 'data'] };

const named = (destination: SecretsDestination, namespace: string, name: string): ExternalSecret => {
  const found = externalSecrets(destination).filter(
    ({ metadata }) => metadata.namespace === namespace && metadata.name === name,
  );
  expect(found, `${namespace}/${name}`).toHaveLength(1);
  return found[0] as ExternalSecret;
};

/** Keys that the Kubernetes Secret has in the end: those of a template with data, else those of the data. */
const keysOf = ({ spec }: ExternalSecret) =>
  Object.keys(spec.target.template?.data ?? Object.fromEntries(spec.data.map(({ secretKey }) => [secretKey, ''])));

describe('the store of a cluster', () => {
  test('reads Secrets Manager of the region as the operator itself, without auth and role', () => {
    expect(clusterSecretStore(APPLICATION).spec.provider).toEqual({
      aws: { service: 'SecretsManager', region: 'eu-north-1' },
    });
  });

  test('is open to the namespaces with a reader, and no others', () => {
    expect(clusterSecretStore(APPLICATION).spec.conditions).toEqual([
      {
        namespaces: [
          'auth',
          'cert-manager',
          'jenkins',
          'jenkins-apply',
          'jenkins-check',
          'jenkins-plan',
          'monitoring',
          'smile',
          'wms',
        ],
      },
    ]);
    expect(clusterSecretStore(DATA).spec.conditions).toEqual([
      { namespaces: ['cert-manager', 'etl', 'istio-ingress', 'olap'] },
    ]);
  });
});

/** Secrets that charts ask for by name and key, with the page that says so. */
const WANTED = [
  // https://github.com/codecentric/helm-charts/tree/master/charts/keycloakx: database.existingSecret
  [APPLICATION, 'auth', 'keycloak-db', ['username', 'password']],
  // https://github.com/grafana/helm-charts/blob/main/charts/grafana/values.yaml: admin.userKey, admin.passwordKey
  [APPLICATION, 'monitoring', 'grafana', ['admin-user', 'admin-password', 'oidc-client-secret']],
  // https://github.com/jenkinsci/helm-charts/blob/main/charts/jenkins/VALUES.md: controller.admin
  [APPLICATION, 'jenkins', 'jenkins-admin', ['jenkins-admin-user', 'jenkins-admin-password']],
  // https://github.com/risingwavelabs/helm-charts/blob/main/charts/risingwave/values.yaml
  [DATA, 'etl', 'risingwave-metastore', ['username', 'password']],
  [DATA, 'etl', 'risingwave-root', ['root-password']],
  // https://github.com/Altinity/clickhouse-operator/blob/master/deploy/helm/clickhouse-operator/values.yaml: secret
  [DATA, 'olap', 'clickhouse-operator', ['username', 'password']],
] as const;

describe('the Kubernetes Secrets of a cluster', () => {
  test.each(WANTED)('%# have the names and keys that charts ask for', (destination, namespace, name, keys) => {
    expect(keysOf(named(destination, namespace, name))).toEqual(keys);
  });

  test('are read from the field of the secret of this environment, every hour', () => {
    expect(named(APPLICATION, 'auth', 'keycloak-db').spec).toEqual({
      refreshInterval: '1h',
      secretStoreRef: { name: 'aws-secrets-manager', kind: 'ClusterSecretStore' },
      target: { name: 'keycloak-db', creationPolicy: 'Owner', deletionPolicy: 'Retain' },
      data: [
        { secretKey: 'username', remoteRef: { key: 'atlantis-prd/mysql-main', property: 'keycloak-username' } },
        { secretKey: 'password', remoteRef: { key: 'atlantis-prd/mysql-main', property: 'keycloak-password' } },
      ],
    });
  });

  test('hold what several secrets have, where one program needs it together', () => {
    const remotes = named(APPLICATION, 'auth', 'keycloak-clients').spec.data.map(({ secretKey, remoteRef }) => [
      secretKey,
      remoteRef.key,
      remoteRef.property,
    ]);
    expect(remotes).toEqual([
      ['grafana', 'atlantis-prd/grafana-admin', 'oidc-client-secret'],
      ['consoles', 'atlantis-prd/keycloak-admin', 'consoles-client-secret'],
      ['jenkins', 'atlantis-prd/jenkins-admin', 'oidc-client-secret'],
    ]);
  });

  test('say whose pods read them', () => {
    const readers = (destination: SecretsDestination, namespace: string, name: string) =>
      named(destination, namespace, name).metadata.annotations['smile/readers'];
    expect(readers(APPLICATION, 'auth', 'keycloak-admin')).toBe('keycloak keycloak-realm');
    expect(readers(APPLICATION, 'wms', 'redis')).toBe('wms-backend wms-bff');
    expect(readers(DATA, 'etl', 'kafka-users')).toBe('data-entity-operator');
  });

  // docs/adr/0040: what comments is read where code of the main branch runs, never beside code of a branch or by the controller.
  test('keep the token that comments from code which nobody has read', () => {
    expect(keysOf(named(APPLICATION, 'jenkins-plan', 'gitlab'))).toEqual(['comment-token', 'checkout-token']);
    for (const home of ['jenkins', 'jenkins-check']) {
      expect(keysOf(named(APPLICATION, home, 'gitlab'))).toEqual(['checkout-token']);
    }
  });

  test('hold digests where a password is only checked', () => {
    const secret = named(DATA, 'olap', 'clickhouse-users');
    expect(keysOf(secret)).toEqual(['admin_sha256', 'ingest_sha256', 'etl_sha256', 'backup_password', 'backup_sha256']);
    // What sprig's sha256sum and ClickHouse's password_sha256_hex both are: 64 hexadecimal digits.
    const rendered = render(secret, (remote) => `value of ${remote.property}`);
    expect(rendered.ingest_sha256).toBe(createHash('sha256').update('value of ingest-password').digest('hex'));
    expect(rendered.backup_password).toBe('value of backup-password');
  });

  // https://cert-manager.io/docs/configuration/ca/: tls.crt and tls.key.
  // https://external-secrets.io/latest/guides/templating/#filter-pem-blocks
  test.each([APPLICATION, DATA])(
    'hold the authority of telemetry in both clusters, as cert-manager reads one',
    (place) => {
      expect(named(place, 'cert-manager', 'telemetry-authority').spec).toMatchObject({
        target: {
          template: {
            data: {
              'tls.crt': '{{ .keycloak_admin_telemetry_authority | filterPEM "CERTIFICATE" }}',
              'tls.key': '{{ .keycloak_admin_telemetry_authority | filterPEM "PRIVATE KEY" }}',
            },
          },
        },
        data: [
          {
            secretKey: 'keycloak_admin_telemetry_authority',
            remoteRef: { key: 'atlantis-prd/keycloak-admin', property: 'telemetry-authority' },
          },
        ],
      });
    },
  );

  test('are each named once in a namespace, also where one cluster is for all', () => {
    for (const destination of [APPLICATION, DATA, SHARED]) {
      const places = externalSecrets(destination).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
      expect(new Set(places).size).toBe(places.length);
    }
    const both = externalSecrets(SHARED).length;
    // oauth2-proxy has a Secret in the namespace of each cluster's own; the authority of telemetry has the same in both.
    expect(both).toBe(externalSecrets(APPLICATION).length + externalSecrets(DATA).length - 1);
  });

  test('never hold a value', () => {
    const text = JSON.stringify([externalSecrets(SHARED), clusterSecretStore(SHARED)]);
    expect(text).not.toMatch(/"(password|token|stringData)":/);
  });
});

/** Fills a template as Go's text/template and sprig do, for the two forms that we write. */
function render(
  { spec }: ExternalSecret,
  fetched: (remote: { readonly key: string; readonly property: string }) => string,
): Record<string, string> {
  const values = Object.fromEntries(spec.data.map(({ secretKey, remoteRef }) => [secretKey, fetched(remoteRef)]));
  return Object.fromEntries(
    Object.entries(spec.target.template?.data ?? {}).map(([key, text]) => {
      const [, variable = '', digest] = /^\{\{ \.([A-Za-z_]\w*)( \| sha256sum)? \}\}$/.exec(text) ?? [];
      const value = values[variable] ?? '<no value>';
      return [key, digest === undefined ? value : createHash('sha256').update(value).digest('hex')];
    }),
  );
}
