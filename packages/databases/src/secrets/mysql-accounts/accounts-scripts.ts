import { accountsSql, hostsOf, variableOf } from './accounts-sql.ts';
import { MYSQL_SERVERS, type MysqlServer, secretsOfServer } from './mysql-account.ts';

/**
 * What is mounted at `/scripts`: two shell scripts, and the SQL of each server. No value is in them.
 *
 * @param network that users come from, as in `10.0.0.0/16`.
 */
export function accountsFiles({ network }: { readonly network: string }): Readonly<Record<string, string>> {
  const hosts = hostsOf(network);
  return {
    'fetch.sh': FETCH,
    'apply.sh': APPLY,
    ...Object.fromEntries(MYSQL_SERVERS.map((server) => [`${server}.sql`, accountsSql(server, hosts)])),
  };
}

/** Reads the secrets into files. */
const FETCH = `set -eu
umask 077
get() {
  aws secretsmanager get-secret-value --secret-id "$1" --query SecretString --output text > "/secrets/$2.json"
}
${MYSQL_SERVERS.flatMap((server) => [
  `get "$${masterVariable(server)}" ${server}-master`,
  ...secretsOfServer(server).map((secret) => `get "$NAME_PREFIX/${secret}" ${secret}`),
]).join('\n')}
`;

/**
 * Runs the SQL of each server as its master user. Values go from file to client as hexadecimal digits, which need no quoting; RDS
 * writes the master's as JSON in which only a backslash is escaped, the same way as in an option file.
 */
const APPLY = `set -eu
umask 077
hex() {
  od -An -v -tx1 "/secrets/$1.json" | tr -d ' \\n'
}
master() {
  value=$(sed -n 's/.*"'"$2"'" *: *"\\(\\([^"\\\\]\\|\\\\\\\\\\)*\\)".*/\\1/p' "/secrets/$1-master.json")
  if [ -z "$value" ]; then
    echo "the secret of the master user of $1 has no $2 that can be read" >&2
    exit 1
  fi
  printf '%s="%s"\\n' "$3" "$value"
}
options() {
  printf '[client]\\nhost="%s"\\nport=%s\\n' "$2" "$MYSQL_PORT"
  master "$1" username user
  master "$1" password password
}
${MYSQL_SERVERS.map(applyServer).join('\n')}
echo 'schemas and users are as the code says'
`;

function applyServer(server: MysqlServer): string {
  return [
    `options ${server} "$${hostVariable(server)}" > /secrets/${server}.cnf`,
    '{',
    ...secretsOfServer(server).map(
      (secret) => `  printf "SET ${variableOf(secret)} = CONVERT(X'%s' USING utf8mb4);\\n" "$(hex ${secret})"`,
    ),
    `  cat /scripts/${server}.sql`,
    // Words on purpose: the options of TLS are several.
    `} | mysql --defaults-file=/secrets/${server}.cnf $TLS_OPTIONS --batch`,
  ].join('\n');
}

/** Variable of the pod with the host of a server. */
export function hostVariable(server: MysqlServer): string {
  return `${server.toUpperCase().replaceAll('-', '_')}_HOST`;
}

/** Variable of the pod with the ARN of the secret of a server's master user. */
export function masterVariable(server: MysqlServer): string {
  return `${server.toUpperCase().replaceAll('-', '_')}_MASTER`;
}
