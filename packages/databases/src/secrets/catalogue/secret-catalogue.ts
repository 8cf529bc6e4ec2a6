import { DATA_SECRETS } from './data-secrets.ts';
import { PLATFORM_SECRETS } from './platform-secrets.ts';
import type { SecretEntry } from './secret-field.ts';
import { STORE_SECRETS } from './store-secrets.ts';

/**
 * The ten secrets of an environment (APP-SECRETS). A key is the end of the secret's name: never renamed. Credentials beyond the ten
 * are fields inside them.
 */
export const SECRETS = {
  'mysql-main': STORE_SECRETS['mysql-main'],
  'mysql-wms': STORE_SECRETS['mysql-wms'],
  redis: STORE_SECRETS.redis,
  rabbitmq: STORE_SECRETS.rabbitmq,
  clickhouse: DATA_SECRETS.clickhouse,
  debezium: DATA_SECRETS.debezium,
  'grafana-admin': PLATFORM_SECRETS['grafana-admin'],
  'keycloak-admin': PLATFORM_SECRETS['keycloak-admin'],
  gitlab: PLATFORM_SECRETS.gitlab,
  'jenkins-admin': PLATFORM_SECRETS['jenkins-admin'],
} as const satisfies Record<string, SecretEntry>;

/** End of a secret's name, as in the `redis` of `smile-prd/redis`. */
export type SecretName = keyof typeof SECRETS;

/** Every {@link SecretName}. */
export const SECRET_NAMES = Object.keys(SECRETS) as readonly SecretName[];
