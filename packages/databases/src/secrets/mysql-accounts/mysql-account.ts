import { MYSQL_STORES, type MysqlStore } from '@smile/core';
import type { SecretName } from '../catalogue/secret-catalogue.ts';

/** Servers whose users the job makes; each has a master user whose secret RDS makes and rotates. */
export const MYSQL_SERVERS = MYSQL_STORES;

export type MysqlServer = MysqlStore;

/** A user of MySQL, and the schema that it works with. */
export interface MysqlAccount {
  /** Who signs in with it, for people. */
  readonly of: string;
  readonly server: MysqlServer;
  /** Secret and fields with its name and password. The name may change: two users take turns when the password is rotated. */
  readonly secret: SecretName;
  readonly userField: string;
  readonly passwordField: string;
  /** Schema that is made where it is missing. @default - none; it reads what others own */
  readonly schema?: { readonly name: string; readonly characterSet: 'utf8mb3' | 'utf8mb4' };
  /** Privileges, and where, as MySQL writes them. What is taken out here has to be revoked by hand. */
  readonly grants: readonly { readonly privileges: string; readonly on: string }[];
}

/** Everything in a schema of its own. */
const owns = (schema: string) => [{ privileges: 'ALL PRIVILEGES', on: `\`${schema}\`.*` }];

/** Every user besides the master users. */
export const MYSQL_ACCOUNTS: readonly MysqlAccount[] = [
  {
    of: 'SMILE',
    server: 'mysql-main',
    secret: 'mysql-main',
    userField: 'username',
    passwordField: 'password',
    schema: { name: 'smile', characterSet: 'utf8mb4' },
    grants: owns('smile'),
  },
  {
    of: 'Keycloak',
    server: 'mysql-main',
    secret: 'mysql-main',
    userField: 'keycloak-username',
    passwordField: 'keycloak-password',
    // Keycloak does not support utf8mb4: https://www.keycloak.org/server/db#_unicode_considerations
    schema: { name: 'keycloak', characterSet: 'utf8mb3' },
    grants: owns('keycloak'),
  },
  {
    of: 'RisingWave, for its metadata',
    server: 'mysql-main',
    secret: 'mysql-main',
    userField: 'risingwave-username',
    passwordField: 'risingwave-password',
    schema: { name: 'risingwave', characterSet: 'utf8mb4' },
    grants: owns('risingwave'),
  },
  {
    of: 'Pentaho, which reads',
    server: 'mysql-main',
    secret: 'mysql-main',
    userField: 'pentaho-username',
    passwordField: 'pentaho-password',
    grants: [{ privileges: 'SELECT, SHOW VIEW', on: '`smile`.*' }],
  },
  {
    of: 'Debezium',
    server: 'mysql-main',
    secret: 'debezium',
    userField: 'username',
    passwordField: 'password',
    // https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-creating-user, and LOCK TABLES because RDS
    // refuses the global read lock.
    grants: [
      {
        privileges: 'SELECT, RELOAD, SHOW DATABASES, REPLICATION SLAVE, REPLICATION CLIENT, LOCK TABLES',
        on: '*.*',
      },
    ],
  },
  {
    of: 'WMS',
    server: 'mysql-wms',
    secret: 'mysql-wms',
    userField: 'username',
    passwordField: 'password',
    schema: { name: 'wms', characterSet: 'utf8mb4' },
    grants: owns('wms'),
  },
];

/** Secrets that hold users of a server, each once. */
export function secretsOfServer(server: MysqlServer): readonly SecretName[] {
  return [...new Set(MYSQL_ACCOUNTS.filter((account) => account.server === server).map(({ secret }) => secret))];
}
