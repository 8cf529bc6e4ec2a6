import { PODS } from './pod-accounts.ts';
import { forPeople, madeUp, name, password, reads, type SecretEntry } from './secret-field.ts';

/** Secrets of the data platform. */
export const DATA_SECRETS = {
  clickhouse: {
    description: 'Users of ClickHouse, RisingWave and Pentaho',
    owner: 'data',
    fields: {
      username: forPeople(
        { description: 'Administrator of ClickHouse', madeBy: { by: 'rotation', first: 'admin' } },
        'people sign in with it; ClickHouse is configured with the name and the digest of the password',
      ),
      password: password(
        'Its password',
        reads(PODS.clickhouse, 'clickhouse-users', 'admin_sha256', 'sha256'),
        reads(PODS.clickhouseTables, 'clickhouse-tables', 'password'),
      ),
      'operator-username': name(
        'clickhouse_operator',
        'User with which the operator looks after ClickHouse',
        reads(PODS.clickhouseOperator, 'clickhouse-operator', 'username'),
      ),
      'operator-password': password('Its password', reads(PODS.clickhouseOperator, 'clickhouse-operator', 'password')),
      'ingest-username': name(
        'ingest',
        'User that writes what came through Kafka',
        reads(PODS.connect, 'clickhouse-ingest', 'username'),
      ),
      'ingest-password': password(
        'Its password',
        reads(PODS.connect, 'clickhouse-ingest', 'password'),
        reads(PODS.clickhouse, 'clickhouse-users', 'ingest_sha256', 'sha256'),
      ),
      'etl-username': name('etl', 'User of Pentaho', reads(PODS.pentaho, 'pentaho-connections', 'CLICKHOUSE_USER')),
      'etl-password': password(
        'Its password',
        reads(PODS.pentaho, 'pentaho-connections', 'CLICKHOUSE_PASSWORD'),
        reads(PODS.clickhouse, 'clickhouse-users', 'etl_sha256', 'sha256'),
      ),
      'backup-password': password(
        'Password of the user of backups, who comes from the same pod only, and of whoever asks for one',
        reads(PODS.clickhouse, 'clickhouse-users', 'backup_password'),
        reads(PODS.clickhouseBackup, 'clickhouse-backup', 'password'),
        reads(PODS.clickhouse, 'clickhouse-users', 'backup_sha256', 'sha256'),
      ),
      'risingwave-root-password': password(
        'Password of the root of RisingWave',
        reads(PODS.risingwave, 'risingwave-root', 'root-password'),
        reads(PODS.risingwaveSql, 'risingwave-sql', 'ROOT_PASSWORD'),
      ),
      // 128 bits in hexadecimal: https://docs.risingwave.com/operate/manage-secrets
      'risingwave-secret-store-key': madeUp(
        'Key that encrypts the secrets that RisingWave keeps; with another one they cannot be read any more',
        { length: 32, alphabet: 'hexadecimal' },
        reads(PODS.risingwave, 'risingwave-secret-store', 'privateKey'),
      ),
      'carte-username': name(
        'carte',
        'User of Carte, the server of Pentaho',
        reads(PODS.pentaho, 'pentaho-carte', 'CARTE_USER'),
      ),
      'carte-password': password('Its password', reads(PODS.pentaho, 'pentaho-carte', 'CARTE_PASSWORD')),
    },
  },
  debezium: {
    description: 'Users of change data capture, in the main MySQL and in Kafka',
    owner: 'data',
    fields: {
      username: name(
        'debezium_a',
        'User that reads the binary log of the main MySQL',
        PODS.mysqlAccounts,
        reads(PODS.connect, 'debezium-mysql', 'username'),
      ),
      password: password('Its password', PODS.mysqlAccounts, reads(PODS.connect, 'debezium-mysql', 'password')),
      // Kafka Connect itself reads the Secret that Strimzi makes for the user `cdc`.
      'kafka-cdc-password': password(
        'Password of the user of Kafka Connect in Kafka (SCRAM)',
        reads(PODS.kafkaUsers, 'kafka-users', 'cdc'),
      ),
      'connect-keystore-password': password(
        'Password of the file in which cert-manager gives Kafka Connect the authority of the cluster; the form asks for one',
        reads(PODS.connect, 'cdc-keystore', 'password'),
      ),
      'kafka-risingwave-password': password(
        'Password of the user of RisingWave in Kafka (SCRAM)',
        reads(PODS.kafkaUsers, 'kafka-users', 'risingwave'),
        reads(PODS.risingwaveSql, 'risingwave-sql', 'KAFKA_PASSWORD'),
      ),
    },
  },
} as const satisfies Readonly<Record<string, SecretEntry>>;
