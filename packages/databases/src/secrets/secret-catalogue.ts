/** Who owns a secret, who reads it, and what is in it. */
export interface SecretEntry {
  /** What it is, for people. */
  readonly description: string;
  /** Team or system that answers for the value and rotates it. */
  readonly owner: string;
  /** Who reads it. */
  readonly consumers: readonly string[];
  /** Fields of the JSON text that is its value, so that operators and consumers agree. */
  readonly fields: readonly string[];
}

/**
 * The ten secrets of an environment (APP-SECRETS). A key is the end of the secret's name: never renamed.
 *
 * MySQL's two are for the applications' users. The master users have secrets that RDS makes and rotates by itself.
 */
export const SECRETS = {
  'mysql-main': entry('Application user of the main MySQL', 'platform', ['smile'], ['username', 'password']),
  'mysql-wms': entry('Application user of the WMS MySQL', 'platform', ['wms'], ['username', 'password']),
  redis: entry('Token of Redis', 'platform', ['smile', 'wms'], ['token']),
  rabbitmq: entry('Administrator of RabbitMQ', 'platform', ['smile', 'wms'], ['username', 'password']),
  clickhouse: entry('Administrator of ClickHouse', 'data', ['olap', 'etl'], ['username', 'password']),
  debezium: entry('Change data capture user of the main MySQL', 'data', ['etl'], ['username', 'password']),
  'grafana-admin': entry('Administrator of Grafana', 'platform', ['monitoring'], ['username', 'password']),
  'keycloak-admin': entry('Administrator of Keycloak', 'platform', ['auth'], ['username', 'password']),
  gitlab: entry('Tokens of GitLab', 'platform', ['jenkins'], ['registry-token', 'runner-token']),
  'jenkins-admin': entry('Administrator of Jenkins', 'platform', ['jenkins'], ['username', 'password']),
} as const satisfies Record<string, SecretEntry>;

/** End of a secret's name, as in the `redis` of `smile-prd/redis`. */
export type SecretName = keyof typeof SECRETS;

/** Every {@link SecretName}. */
export const SECRET_NAMES = Object.keys(SECRETS) as readonly SecretName[];

function entry(
  description: string,
  owner: string,
  consumers: readonly string[],
  fields: readonly string[],
): SecretEntry {
  return { description, owner, consumers, fields };
}
