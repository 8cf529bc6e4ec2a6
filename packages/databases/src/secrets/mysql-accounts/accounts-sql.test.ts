import { describe, expect, test } from 'vitest';
import { PODS } from '../catalogue/pod-accounts.ts';
import { FIELD_READERS, SECRET_FIELDS } from '../catalogue/secret-readers.ts';
import { accountsFiles } from './accounts-scripts.ts';
import { accountsSql, hostsOf } from './accounts-sql.ts';
import { MYSQL_ACCOUNTS } from './mysql-account.ts';

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
      // In GRANT, _ and % stand for any characters: https://dev.mysql.com/doc/refman/8.0/en/grant.html
      expect(schema.name).toMatch(/^[a-z]+$/);
      // Whose tables are made for it changes nothing of them.
      if (schema.tables !== undefined) {
        expect(grants).toContainEqual({
          privileges: 'SELECT, INSERT, UPDATE, DELETE',
          on: `\`${schema.name}\`.*`,
        });
        continue;
      }
      expect(grants).toEqual([{ privileges: 'ALL PRIVILEGES', on: `\`${schema.name}\`.*` }]);
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

describe('the scripts', () => {
  test('reads the secrets of its accounts, and those of the master users', () => {
    const script = accountsFiles({ network: '10.0.0.0/16' })['fetch.sh'] ?? '';
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
