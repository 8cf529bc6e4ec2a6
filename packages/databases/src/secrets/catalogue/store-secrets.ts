import { PODS, type PodAccount, SMILE_BACKENDS, WMS_BACKENDS } from './pod-accounts.ts';
import { type FieldReader, forPeople, madeUp, name, password, reads, type SecretEntry } from './secret-field.ts';

/** Secrets of the managed data stores. MySQL's master users have secrets that RDS makes and rotates by itself. */
export const STORE_SECRETS = {
  'mysql-main': {
    description: 'Users of the main MySQL',
    owner: 'platform',
    fields: {
      username: name('smile_a', 'User of SMILE', PODS.mysqlAccounts, ...each(SMILE_BACKENDS, 'mysql', 'username')),
      password: password('Its password', PODS.mysqlAccounts, ...each(SMILE_BACKENDS, 'mysql', 'password')),
      'keycloak-username': name(
        'keycloak_a',
        'User of Keycloak',
        PODS.mysqlAccounts,
        reads(PODS.keycloak, 'keycloak-db', 'username'),
      ),
      'keycloak-password': password(
        'Its password',
        PODS.mysqlAccounts,
        reads(PODS.keycloak, 'keycloak-db', 'password'),
      ),
      'risingwave-username': name(
        'risingwave_a',
        'User of RisingWave, for its metadata',
        PODS.mysqlAccounts,
        reads(PODS.risingwave, 'risingwave-metastore', 'username'),
      ),
      'risingwave-password': password(
        'Its password; it stands in a URL as it is, so it must not need escaping',
        PODS.mysqlAccounts,
        reads(PODS.risingwave, 'risingwave-metastore', 'password'),
      ),
      'pentaho-username': name(
        'pentaho_a',
        'User of Pentaho, who reads only',
        PODS.mysqlAccounts,
        reads(PODS.pentaho, 'pentaho-connections', 'MYSQL_USER'),
      ),
      'pentaho-password': password(
        'Its password',
        PODS.mysqlAccounts,
        reads(PODS.pentaho, 'pentaho-connections', 'MYSQL_PASSWORD'),
      ),
    },
  },
  'mysql-wms': {
    description: 'User of the WMS MySQL',
    owner: 'platform',
    fields: {
      username: name('wms_a', 'User of WMS', PODS.mysqlAccounts, ...each(WMS_BACKENDS, 'mysql', 'username')),
      password: password('Its password', PODS.mysqlAccounts, ...each(WMS_BACKENDS, 'mysql', 'password')),
    },
  },
  redis: {
    description: 'Token of Redis',
    owner: 'platform',
    fields: {
      // ElastiCache takes 16 to 128 characters: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
      token: madeUp(
        'Token that every client sends',
        { length: 64, alphabet: 'alphanumeric' },
        ...firstOf(each([...SMILE_BACKENDS, ...WMS_BACKENDS], 'redis', 'token')),
      ),
    },
  },
  rabbitmq: {
    description: 'Users of RabbitMQ',
    owner: 'platform',
    fields: {
      username: forPeople(
        { description: 'Administrator', madeBy: { by: 'rotation', first: 'admin-1' } },
        'people sign in to the console with it, and make the other users (docs/runbooks/first-secrets.md)',
      ),
      password: forPeople(
        { description: 'Its password', madeBy: { by: 'random', length: 32, alphabet: 'alphanumeric' } },
        'people sign in to the console with it, and make the other users (docs/runbooks/first-secrets.md)',
      ),
      'smile-username': name('smile_a', 'User of SMILE', ...firstOf(each(SMILE_BACKENDS, 'rabbitmq', 'username'))),
      'smile-password': password('Its password', ...firstOf(each(SMILE_BACKENDS, 'rabbitmq', 'password'))),
      'wms-username': name('wms_a', 'User of WMS', ...firstOf(each(WMS_BACKENDS, 'rabbitmq', 'username'))),
      'wms-password': password('Its password', ...firstOf(each(WMS_BACKENDS, 'rabbitmq', 'password'))),
    },
  },
} as const satisfies Readonly<Record<string, SecretEntry>>;

/** The same key for each service. All services of a namespace share one Kubernetes Secret. */
function each(services: readonly PodAccount[], secret: string, key: string): readonly FieldReader[] {
  return services.map((service) => reads(service, secret, key));
}

function firstOf([first, ...rest]: readonly FieldReader[]): readonly [FieldReader, ...FieldReader[]] {
  if (first === undefined) throw new Error('a field needs a reader');
  return [first, ...rest];
}
