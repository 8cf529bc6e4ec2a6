import type { SecretName } from '../catalogue/secret-catalogue.ts';
import { MYSQL_ACCOUNTS, type MysqlAccount, type MysqlServer } from './mysql-account.ts';

/**
 * Hosts that users may come from, as MySQL writes it: every address of a network.
 *
 * @param cidr network whose prefix ends between two bytes, as in `10.0.0.0/16`, which gives `10.0.%`.
 * @throws Error for another prefix: MySQL 8.0 compares texts, or masks of whole bytes.
 */
export function hostsOf(cidr: string): string {
  const [address = '', prefix = ''] = cidr.split('/');
  const bytes = Number(prefix) / 8;
  if (![1, 2, 3].includes(bytes) || !/^\d+\.\d+\.\d+\.\d+$/.test(address)) {
    throw new Error(`users of MySQL come from a network of whole bytes, got ${cidr}; give one with /8, /16 or /24`);
  }
  return `${address.split('.').slice(0, bytes).join('.')}.%`;
}

/** Name of the variable that holds the JSON text of a secret. */
export function variableOf(secret: SecretName): string {
  return `@${secret.replaceAll('-', '_')}`;
}

/**
 * SQL that makes the schemas and users of a server, and gives users the passwords that the secrets have now. It can be run again at
 * any time. It holds no password: the variables of {@link variableOf} are set before it, from files.
 *
 * A value that is missing ends it with an error that names the field, since a prepared statement of that text cannot be parsed.
 */
export function accountsSql(server: MysqlServer, hosts: string): string {
  const accounts = MYSQL_ACCOUNTS.filter((account) => account.server === server);
  // A statement is prepared in the character set of the connection, which would spoil a password that is not ASCII.
  return `${['SET NAMES utf8mb4;', ...accounts.flatMap((account) => accountLines(account, hosts))].join('\n')}\n`;
}

function accountLines(account: MysqlAccount, hosts: string): string[] {
  const { of, secret, userField, passwordField, schema, grants } = account;
  return [
    `-- ${of}`,
    `SET @user = ${textAt(secret, userField)}, @password = ${textAt(secret, passwordField)};`,
    `SET @account = CONCAT(QUOTE(@user), '@', QUOTE(${literal(hosts)}));`,
    ...present(secret, userField, '@user'),
    ...present(secret, passwordField, '@password'),
    ...execute(`CONCAT('CREATE USER IF NOT EXISTS ', @account, ' IDENTIFIED BY ', QUOTE(@password), ' REQUIRE SSL')`),
    ...execute(`CONCAT('ALTER USER ', @account, ' IDENTIFIED BY ', QUOTE(@password), ' REQUIRE SSL')`),
    ...(schema === undefined ? [] : schemaLines(schema)),
    ...grants.flatMap(({ privileges, on }) => execute(`CONCAT('GRANT ${privileges} ON ${on} TO ', @account)`)),
    '',
  ];
}

/** The text of a field; NULL when there is none, or it is no text. */
function textAt(secret: SecretName, field: string): string {
  const json = `JSON_EXTRACT(${variableOf(secret)}, '$."${field}"')`;
  return `IF(JSON_TYPE(${json}) = 'STRING', JSON_UNQUOTE(${json}), NULL)`;
}

function present(secret: SecretName, field: string, variable: string): string[] {
  return unless(`COALESCE(${variable}, '') <> ''`, `secret ${secret} has no ${field}, run smile secrets init`);
}

function schemaLines({ name, characterSet, tables = {} }: NonNullable<MysqlAccount['schema']>): string[] {
  const found = `(SELECT DEFAULT_CHARACTER_SET_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '${name}')`;
  // Until 8.0.28 MySQL said utf8 for utf8mb3.
  const wanted = characterSet === 'utf8mb3' ? `('utf8mb3', 'utf8')` : `('${characterSet}')`;
  return [
    `CREATE DATABASE IF NOT EXISTS \`${name}\` CHARACTER SET ${characterSet};`,
    ...unless(`${found} IN ${wanted}`, `schema ${name} must have the character set ${characterSet}`),
    ...Object.entries(tables).map(
      ([table, columns]) => `CREATE TABLE IF NOT EXISTS \`${name}\`.\`${table}\` (${columns});`,
    ),
  ];
}

/** Ends with a message of at most 80 characters, all that MySQL shows of a statement, where a condition does not hold. */
function unless(condition: string, message: string): string[] {
  return execute(`IF(${condition}, 'DO 0', ${literal(message)})`);
}

/** Runs a statement that is put together from values. */
function execute(expression: string): string[] {
  return [
    `SET @statement = ${expression};`,
    'PREPARE statement FROM @statement; EXECUTE statement; DEALLOCATE PREPARE statement;',
  ];
}

/** A text of ours, which has neither quotes nor backslashes in it. */
function literal(text: string): string {
  if (/['\\]/.test(text)) throw new Error(`cannot stand in SQL as it is: ${text}`);
  return `'${text}'`;
}
