import { describe, expect, test } from 'vitest';
import { PODS } from '../catalogue/pod-accounts.ts';
import { FIELD_READERS, SECRET_FIELDS } from '../catalogue/secret-readers.ts';
import { accountsFiles, type MysqlAccountsProps, mysqlAccountsObjects } from './accounts-job.ts';
import { accountsSql, hostsOf } from './accounts-sql.ts';
import { MYSQL_ACCOUNTS } from './mysql-account.ts';

const PROPS: MysqlAccountsProps = {
  namePrefix: 'atlantis-prd',
  region: 'eu-north-1',
  network: '10.0.0.0/16',
  servers: {
    'mysql-main': { host: 'main.example', masterSecretArn: 'arn:of:main' },
    'mysql-wms': { host: 'wms.example', masterSecretArn: 'arn:of:wms' },
  },
  images: { aws: 'registry.example/aws@sha256:1', mysql: 'registry.example/mysql@sha256:2' },
  authorities: 'rds-ca',
};

describe('the accounts of MySQL (DAT-OLTP)', () => {
  test('are of fields that the catalogue gives to the job, and all of those', () => {
    const used = MYSQL_ACCOUNTS.flatMap(({ secret, userField, passwordField }) =>
      [userField, passwordField].map((field) => `${secret}.${field}`),
    );
    const given = FIELD_READERS.filter(
      ({ reader }) => reader.into === undefined && reader.serviceAccount === PODS.mysqlAccounts.serviceAccount,
    ).map(({ secret, name }) => `${secret}.${name}`);
    expect([...used].sort()).toEqual([...given].sort());
  });

  test('are each of another user of the server at first', () => {
    const firsts = MYSQL_ACCOUNTS.map(({ server, secret, userField }) => {
      const field = SECRET_FIELDS.find((one) => one.secret === secret && one.name === userField)?.field;
      return `${server} ${field?.madeBy.by === 'rotation' ? field.madeBy.first : 'unknown'}`;
    });
    expect(new Set(firsts).size).toBe(firsts.length);
    expect(firsts.filter((first) => first.endsWith('unknown'))).toEqual([]);
  });

  test('own a schema, or only read; Debezium alone has rights everywhere', () => {
    const everywhere = MYSQL_ACCOUNTS.filter(({ grants }) => grants.some(({ on }) => on.startsWith('*')));
    expect(everywhere.map(({ of }) => of)).toEqual(['Debezium']);
    for (const { schema, grants } of MYSQL_ACCOUNTS) {
      if (schema === undefined) continue;
      expect(grants).toEqual([{ privileges: 'ALL PRIVILEGES', on: `\`${schema.name}\`.*` }]);
      // In GRANT, _ and % stand for any characters: https://dev.mysql.com/doc/refman/8.0/en/grant.html
      expect(schema.name).toMatch(/^[a-z]+$/);
    }
  });

  // https://www.keycloak.org/server/db: utf8mb4 is not supported for MySQL.
  test('give Keycloak a schema that it can use', () => {
    expect(MYSQL_ACCOUNTS.find(({ of }) => of === 'Keycloak')?.schema).toEqual({
      name: 'keycloak',
      characterSet: 'utf8mb3',
    });
  });
});

describe('the SQL', () => {
  const sql = accountsSql('mysql-main', '10.0.%');

  test('asks TLS of everybody, at creation and afterwards', () => {
    const statements = sql.split('\n').filter((line) => /(CREATE|ALTER) USER/.test(line));
    expect(statements).toHaveLength(10);
    for (const statement of statements) expect(statement).toContain('REQUIRE SSL');
  });

  test('shows every message whole: MySQL cuts at 80 characters', () => {
    const messages = [...sql.matchAll(/'DO 0', '([^']*)'/g)].map(([, message = '']) => message);
    expect(messages.length).toBeGreaterThan(10);
    for (const message of messages) expect(message.length, message).toBeLessThanOrEqual(80);
  });

  test.each([
    ['10.0.0.0/16', '10.0.%'],
    ['10.0.0.0/8', '10.%'],
    ['192.168.7.0/24', '192.168.7.%'],
  ])('lets users come from %s as %s', (network, hosts) => {
    expect(hostsOf(network)).toBe(hosts);
  });

  test.each(['10.0.0.0/20', '10.0.0.0', 'fd00::/16', '0.0.0.0/0'])('refuses the network %s', (network) => {
    expect(() => hostsOf(network)).toThrow(
      `users of MySQL come from a network of whole bytes, got ${network}; give one with /8, /16 or /24`,
    );
  });
});

describe('the job', () => {
  const objects = mysqlAccountsObjects(PROPS);
  const text = JSON.stringify(objects);

  test('runs after every install and upgrade, and by hand from a CronJob that never runs by itself', () => {
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'ConfigMap database-jobs/mysql-accounts',
      'CronJob database-jobs/mysql-accounts',
      'Job database-jobs/mysql-accounts',
    ]);
    expect(objects[1]).toMatchObject({ spec: { suspend: true } });
    expect(objects[2]).toMatchObject({
      metadata: {
        annotations: {
          'helm.sh/hook': 'post-install,post-upgrade',
          'helm.sh/hook-delete-policy': 'before-hook-creation',
        },
      },
    });
  });

  test('runs again when an account or its network changes', () => {
    const digest = (props: MysqlAccountsProps) =>
      /"smile\/scripts-sha256":"([0-9a-f]{64})"/.exec(JSON.stringify(mysqlAccountsObjects(props)))?.[1];
    expect(digest(PROPS)).toBeDefined();
    expect(digest({ ...PROPS, region: 'eu-west-1' })).toBe(digest(PROPS));
    expect(digest({ ...PROPS, network: '10.9.0.0/16' })).not.toBe(digest(PROPS));
  });

  test('has nothing that Terraform or Helm would fill in', () => {
    expect(text).not.toMatch(/[$%]\{|\{\{/);
  });

  // https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
  test('may run in a namespace that is restricted', () => {
    const { spec } = objects[2] as unknown as { spec: { template: { spec: PodSpec } } };
    const pod = spec.template.spec;
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
    for (const { securityContext } of [...pod.initContainers, ...pod.containers]) {
      expect(securityContext).toMatchObject({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
    }
    expect(pod.volumes.map((volume) => Object.keys(volume).find((key) => key !== 'name'))).toEqual([
      'emptyDir',
      'emptyDir',
      'configMap',
      'configMap',
    ]);
  });

  test('keeps what it reads in memory, as the account that may read it', () => {
    expect(text).toContain('"serviceAccountName":"mysql-accounts"');
    expect(text).toContain('{"name":"secrets","emptyDir":{"medium":"Memory","sizeLimit":"1Mi"}}');
    expect(text).not.toMatch(/"kind":"Secret"|secretKeyRef/);
  });

  test('reads the secrets of its accounts, and those of the master users', () => {
    const script = accountsFiles(PROPS)['fetch.sh'] ?? '';
    const read = [...script.matchAll(/^get "([^"]+)"/gm)].map(([, name]) => name);
    expect(read).toEqual([
      '$MYSQL_MAIN_MASTER',
      '$NAME_PREFIX/mysql-main',
      '$NAME_PREFIX/debezium',
      '$MYSQL_WMS_MASTER',
      '$NAME_PREFIX/mysql-wms',
    ]);
  });
});

interface PodSpec {
  readonly securityContext: object;
  readonly initContainers: readonly { readonly securityContext: object }[];
  readonly containers: readonly { readonly securityContext: object }[];
  readonly volumes: readonly object[];
}
