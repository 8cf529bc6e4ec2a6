import {
  type AlarmTopic,
  DATA_STORE_NAMES,
  DATA_STORES,
  type DatabasesValues,
  type DataStore,
  EncryptionKey,
  type Environment,
  EstateStack,
  eachMysqlStore,
  MYSQL_STORES,
  type MysqlStore,
  waive,
} from '@smile/core';
import {
  ApplicationSecrets,
  MysqlDatabase,
  PublishedStore,
  RabbitMqBroker,
  RedisCache,
  type SecretName,
} from '@smile/databases';
import { DatabaseRestoreTest, type RestoreTestPlan } from '@smile/governance';
import { SecurityGroup, type Vpc } from '@smile/network';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import type { NetworkStack } from './network-stack.ts';
import type { StorageStack } from './storage-stack.ts';

export interface DatabasesStackProps {
  readonly values: DatabasesValues;
  readonly network: NetworkStack;
  readonly storage: StorageStack;
  readonly alarmTopic: AlarmTopic;
  /** Plan of monthly restore tests. @default - none: another environment owns the account and tries what is tagged */
  readonly restoreTests?: RestoreTestPlan;
}

/** The managed data stores, the secrets of what uses them, and where to find both. Environments with clusters have it. */
export class DatabasesStack extends EstateStack {
  /** Encrypts the secrets. */
  readonly secretsKey: EncryptionKey;
  readonly secrets: ApplicationSecrets;
  /** Databases, by their names of {@link DATA_STORES}. */
  readonly mysql: Readonly<Record<MysqlStore, MysqlDatabase>>;
  readonly redis: RedisCache;
  readonly rabbitmq: RabbitMqBroker;
  /** Every data store, for those who reach it. */
  readonly stores: Readonly<Record<DataStore, MysqlDatabase | RedisCache | RabbitMqBroker>>;

  constructor(scope: Construct, environment: Environment, props: DatabasesStackProps) {
    super(scope, environment, 'databases');
    const { values } = props;
    this.secretsKey = new EncryptionKey(this, 'SecretsKey', { description: 'Secrets', alias: 'secrets' });
    this.secrets = new ApplicationSecrets(this, 'Secrets', {
      encryption: this.secretsKey,
      recovery: values.secretRecovery,
    });
    const shared = this.sharedProps(props);
    this.mysql = eachMysqlStore((store) => this.createMysql(store, props));
    this.redis = new RedisCache(this, 'Redis', { ...shared, ...values.redis, name: 'redis' });
    this.rabbitmq = new RabbitMqBroker(this, 'RabbitMq', { ...shared, ...values.rabbitmq, name: 'rabbitmq' });
    this.stores = { ...this.mysql, redis: this.redis, rabbitmq: this.rabbitmq };
    this.waiveStandbys(values);
    if (props.restoreTests !== undefined) this.tryBackups(props.restoreTests, props.network.vpc);
    this.publish(props.network);
    this.createOutputs();
  }

  /** Shared by the applications and, through change data capture, the data platform. */
  get main(): MysqlDatabase {
    return this.mysql['mysql-main'];
  }

  private createMysql(store: MysqlStore, props: DatabasesStackProps): MysqlDatabase {
    const { id, values: key, schema, changeDataCapture } = DATA_STORES[store];
    const shared = this.sharedProps(props);
    return new MysqlDatabase(this, id, {
      ...shared,
      ...props.values.mysql[key],
      name: store,
      initialDatabase: schema,
      changeDataCapture,
      keys: { ...shared.keys, secrets: this.secretsKey },
    });
  }

  private sharedProps({ values, network, storage, alarmTopic }: DatabasesStackProps) {
    return {
      vpc: network.vpc,
      keys: { data: storage.dataKey, logs: storage.logsKey },
      upkeep: values,
      logRetention: values.logRetention,
      alarmTopic,
    };
  }

  /** Once a month both databases are restored beside themselves, into a group without a single rule. */
  private tryBackups(tests: RestoreTestPlan, vpc: Vpc): void {
    const group = new SecurityGroup(this, 'RestoredGroup', { vpc, description: 'Databases restored for a test' });
    new DatabaseRestoreTest(this, 'RestoreTest', {
      tests,
      name: 'rds',
      databaseArns: MYSQL_STORES.map((store) => this.mysql[store].instanceArn),
      subnetGroupName: this.main.subnetGroupName,
      securityGroupId: group.securityGroupId,
    });
  }

  /** Where the environment says that an outage is acceptable, the guardrails ask no store for a standby. */
  private waiveStandbys({ mysql, redis, rabbitmq, withoutStandby }: DatabasesValues): void {
    if (withoutStandby === undefined) return;
    for (const store of MYSQL_STORES) {
      const { multiAz } = mysql[DATA_STORES[store].values];
      if (!multiAz) waive(this.mysql[store], { rule: 'CKV_AWS_157', ...withoutStandby });
    }
    if (redis.replicas === 0) waive(this.redis, { rule: 'CKV2_AWS_50', ...withoutStandby });
    if (rabbitmq.nodes === 'single') waive(this.rabbitmq, { rule: 'SMILE_RABBITMQ_CLUSTER', ...withoutStandby });
  }

  private publish({ privateZone: zone }: NetworkStack): void {
    for (const store of DATA_STORE_NAMES) {
      const { id, label } = DATA_STORES[store];
      const facts = { 'secret-arn': this.secretArn(store), ...this.factsOf(store) };
      new PublishedStore(this, `Published${id}`, { store, label, zone, endpoint: this.stores[store], facts });
    }
  }

  /** What there is to know of a store besides host, port and secret. */
  private factsOf(store: DataStore): Readonly<Record<string, string>> {
    if (store === 'redis') return { 'reader-host': this.redis.readerHost };
    if (store === 'rabbitmq') return { 'console-url': this.rabbitmq.consoleUrl };
    return { 'master-secret-arn': this.mysql[store].masterSecretArn };
  }

  private secretArn(name: SecretName): string {
    return this.secrets.secret(name).secretArn;
  }

  private createOutputs(): void {
    for (const store of MYSQL_STORES) {
      const description = `Host of the ${DATA_STORES[store].title}, port 3306`;
      new TerraformOutput(this, `${store}-host`, { value: this.mysql[store].host, description });
    }
    const outputs = {
      'redis-host': { value: this.redis.host, description: 'Host of Redis for writes, port 6379' },
      'rabbitmq-console-url': { value: this.rabbitmq.consoleUrl, description: 'Console of RabbitMQ, inside the VPC' },
    };
    for (const [name, output] of Object.entries(outputs)) new TerraformOutput(this, name, output);
  }
}
