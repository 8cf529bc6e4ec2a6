import { describe, expect, test } from 'vitest';
import { CLUSTER_NAMESPACES, PODS } from './pod-accounts.ts';
import { randomValue } from './random-value.ts';
import { SECRET_NAMES } from './secret-catalogue.ts';
import {
  FIELD_READERS,
  readersOf,
  SECRET_FIELDS,
  secretFieldsFor,
  secretsReadDirectlyBy,
  secretsSyncedTo,
} from './secret-readers.ts';

const fieldsOf = (pods: (typeof PODS)[keyof typeof PODS]) =>
  secretFieldsFor(pods).map(({ secret, name }) => `${secret}.${name}`);

describe('the catalogue of secrets (APP-SECRETS)', () => {
  test('has the ten that were asked for', () => {
    expect([...SECRET_NAMES].sort()).toEqual([
      'clickhouse',
      'debezium',
      'gitlab',
      'grafana-admin',
      'jenkins-admin',
      'keycloak-admin',
      'mysql-main',
      'mysql-wms',
      'rabbitmq',
      'redis',
    ]);
  });

  test('has a reader for every field, or says why there is none', () => {
    const unexplained = SECRET_FIELDS.filter(
      ({ field }) => field.readers.length === 0 && !('unreadBecause' in field && field.unreadBecause.length > 20),
    );
    expect(unexplained).toEqual([]);
  });

  // A key of a Kubernetes Secret: https://kubernetes.io/docs/concepts/configuration/secret. A dot would be a path in
  // https://external-secrets.io/latest/provider/aws-secrets-manager, which looks fields up by gjson.
  test('names fields as JSON, Kubernetes and External Secrets take them', () => {
    for (const { name } of SECRET_FIELDS) expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('is read in namespaces that the cluster of the reader has (K8S-NS)', () => {
    const unknown = FIELD_READERS.filter(
      ({ reader }) => !(CLUSTER_NAMESPACES[reader.cluster] as readonly string[]).includes(reader.namespace),
    );
    expect(unknown.map(({ reader }) => reader)).toEqual([]);
  });

  // RFC 1123: https://kubernetes.io/docs/concepts/overview/working-with-objects/names
  test('names accounts and Kubernetes Secrets as Kubernetes takes them', () => {
    for (const { reader } of FIELD_READERS) {
      for (const text of [reader.serviceAccount, reader.into?.secret ?? 'x']) {
        expect(text).toMatch(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/);
      }
      expect(reader.into?.key ?? 'x').toMatch(/^[-._a-zA-Z0-9]{1,253}$/);
    }
  });

  test('makes up at least 128 bits for every value that nobody brings', () => {
    const bits = { alphanumeric: Math.log2(62), hexadecimal: 4 };
    const random = SECRET_FIELDS.flatMap(({ name, field: { madeBy } }) =>
      madeBy.by === 'random' ? [{ name, ...madeBy }] : [],
    );
    expect(random.length).toBeGreaterThan(20);
    for (const { name, length, alphabet } of random) {
      expect(length, name).toBeGreaterThanOrEqual(24);
      expect(length * bits[alphabet], name).toBeGreaterThanOrEqual(128);
    }
  });

  // MySQL: https://dev.mysql.com/doc/refman/8.0/en/user-names.html
  test('names first users as MySQL takes them, at most 32 characters', () => {
    const names = SECRET_FIELDS.flatMap(({ field: { madeBy } }) => (madeBy.by === 'rotation' ? [madeBy.first] : []));
    for (const first of names) expect(first).toMatch(/^[a-z][a-z0-9_-]{0,31}$/);
  });

  test('says where a person finds what only a person can bring', () => {
    const brought = SECRET_FIELDS.filter(({ field }) => field.madeBy.by === 'person');
    expect(brought.map(({ secret, name }) => `${secret}.${name}`)).toEqual([
      'gitlab.registry-token',
      'gitlab.runner-token',
      'gitlab.api-token',
      'gitlab.checkout-token',
      'jenkins-admin.cloudflare-token',
    ]);
  });
});

describe('readers', () => {
  test('are known by account: Keycloak reads its database user and its first administrator', () => {
    expect(fieldsOf(PODS.keycloak)).toEqual([
      'mysql-main.keycloak-username',
      'mysql-main.keycloak-password',
      'keycloak-admin.username',
      'keycloak-admin.password',
    ]);
  });

  test('of the same name in another cluster or namespace are others', () => {
    expect(secretFieldsFor({ ...PODS.keycloak, cluster: 'data' })).toEqual([]);
    expect(secretFieldsFor({ ...PODS.keycloak, namespace: 'smile' })).toEqual([]);
    expect(secretFieldsFor({ ...PODS.keycloak, serviceAccount: 'default' })).toEqual([]);
  });

  test('of the token of Cloudflare are the pods that plan and apply, and never the controller of Jenkins', () => {
    expect(fieldsOf(PODS.plan)).toContain('jenkins-admin.cloudflare-token');
    expect(fieldsOf(PODS.apply)).toEqual(['jenkins-admin.cloudflare-token']);
    expect(fieldsOf(PODS.jenkins)).not.toContain('jenkins-admin.cloudflare-token');
  });

  test('of a secret are each named once', () => {
    expect(readersOf('grafana-admin')).toEqual([PODS.grafana, PODS.realm]);
  });

  test('of a client secret are Keycloak and the client', () => {
    const clients = [
      ['grafana-admin', 'oidc-client-secret', PODS.grafana],
      ['jenkins-admin', 'oidc-client-secret', PODS.jenkins],
      ['keycloak-admin', 'consoles-client-secret', PODS.dataConsoles],
    ] as const;
    for (const [secret, field, client] of clients) {
      expect(fieldsOf(PODS.realm)).toContain(`${secret}.${field}`);
      expect(fieldsOf(client)).toContain(`${secret}.${field}`);
    }
  });
});

describe('External Secrets of a cluster reads', () => {
  test('in the data cluster nothing of SMILE, WMS, Redis, RabbitMQ, GitLab, Jenkins or Grafana', () => {
    expect(secretsSyncedTo(['data'])).toEqual(['mysql-main', 'clickhouse', 'debezium', 'keycloak-admin']);
  });

  test('in the application cluster nothing of ClickHouse or change data capture', () => {
    expect(secretsSyncedTo(['application'])).toEqual([
      'mysql-main',
      'mysql-wms',
      'redis',
      'rabbitmq',
      'grafana-admin',
      'keycloak-admin',
      'gitlab',
      'jenkins-admin',
    ]);
  });

  test('in a cluster that is both, everything', () => {
    expect(secretsSyncedTo(['application', 'data'])).toEqual(SECRET_NAMES);
  });
});

test('the job that makes MySQL users reads their three secrets by itself, and no others', () => {
  expect(secretsReadDirectlyBy(PODS.mysqlAccounts)).toEqual(['mysql-main', 'mysql-wms', 'debezium']);
  expect(secretsReadDirectlyBy(PODS.keycloak)).toEqual([]);
});

describe('a made-up value', () => {
  test.each([
    ['alphanumeric', 32, /^[A-Za-z0-9]{32}$/],
    ['alphanumeric', 64, /^[A-Za-z0-9]{64}$/],
    ['hexadecimal', 32, /^[0-9a-f]{32}$/],
  ] as const)('of %s characters, %i long, stands in a URL as it is', (alphabet, length, pattern) => {
    const value = randomValue({ by: 'random', length, alphabet });
    expect(value).toMatch(pattern);
    expect(encodeURIComponent(value)).toBe(value);
  });

  test('is another one each time, and uses every character', () => {
    const values = Array.from({ length: 200 }, () =>
      randomValue({ by: 'random', length: 32, alphabet: 'alphanumeric' }),
    );
    expect(new Set(values).size).toBe(200);
    expect(new Set(values.join('')).size).toBe(62);
  });
});
