import {
  type AlarmTopic,
  type DatabasesValues,
  EncryptionKey,
  type Environment,
  EstateStack,
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
  /** Shared by the applications and, through change data capture, the data platform. */
  readonly main: MysqlDatabase;
  /** Waste management system. */
  readonly wms: MysqlDatabase;
  readonly redis: RedisCache;
  readonly rabbitmq: RabbitMqBroker;

  constructor(scope: Construct, environment: Environment, props: DatabasesStackProps) {
    super(scope, environment, 'databases');
    const { values } = props;
    this.secretsKey = new EncryptionKey(this, 'SecretsKey', { description: 'Secrets', alias: 'secrets' });
    this.secrets = new ApplicationSecrets(this, 'Secrets', {
      encryption: this.secretsKey,
      recovery: values.secretRecovery,
    });
    const shared = this.sharedProps(props);
    const mysqlKeys = { ...shared.keys, secrets: this.secretsKey };
    this.main = new MysqlDatabase(this, 'MysqlMain', {
      ...shared,
      ...values.mysql.main,
      name: 'mysql-main',
      initialDatabase: 'smile',
      changeDataCapture: true,
      keys: mysqlKeys,
    });
    this.wms = new MysqlDatabase(this, 'MysqlWms', {
      ...shared,
      ...values.mysql.wms,
      name: 'mysql-wms',
      initialDatabase: 'wms',
      keys: mysqlKeys,
    });
    this.redis = new RedisCache(this, 'Redis', { ...shared, ...values.redis, name: 'redis' });
    this.rabbitmq = new RabbitMqBroker(this, 'RabbitMq', { ...shared, ...values.rabbitmq, name: 'rabbitmq' });
    this.waiveStandbys(values);
    if (props.restoreTests !== undefined) this.tryBackups(props.restoreTests, props.network.vpc);
    this.publish(props.network);
    this.createOutputs();
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
      databaseArns: [this.main.instanceArn, this.wms.instanceArn],
      subnetGroupName: this.main.subnetGroupName,
      securityGroupId: group.securityGroupId,
    });
  }

  /** Where the environment says that an outage is acceptable, the guardrails ask no store for a standby. */
  private waiveStandbys({ mysql, redis, rabbitmq, withoutStandby }: DatabasesValues): void {
    if (withoutStandby === undefined) return;
    if (!mysql.main.multiAz) waive(this.main, { rule: 'CKV_AWS_157', ...withoutStandby });
    if (!mysql.wms.multiAz) waive(this.wms, { rule: 'CKV_AWS_157', ...withoutStandby });
    if (redis.replicas === 0) waive(this.redis, { rule: 'CKV2_AWS_50', ...withoutStandby });
    if (rabbitmq.nodes === 'single') waive(this.rabbitmq, { rule: 'SMILE_RABBITMQ_CLUSTER', ...withoutStandby });
  }

  private publish({ privateZone: zone }: NetworkStack): void {
    const { main, wms, redis, rabbitmq } = this;
    new PublishedStore(this, 'PublishedMysqlMain', {
      store: 'mysql-main',
      label: 'mysql',
      zone,
      endpoint: main,
      facts: { 'secret-arn': this.secretArn('mysql-main'), 'master-secret-arn': main.masterSecretArn },
    });
    new PublishedStore(this, 'PublishedMysqlWms', {
      store: 'mysql-wms',
      label: 'mysql-wms',
      zone,
      endpoint: wms,
      facts: { 'secret-arn': this.secretArn('mysql-wms'), 'master-secret-arn': wms.masterSecretArn },
    });
    new PublishedStore(this, 'PublishedRedis', {
      store: 'redis',
      label: 'redis',
      zone,
      endpoint: redis,
      facts: { 'secret-arn': this.secretArn('redis'), 'reader-host': redis.readerHost },
    });
    new PublishedStore(this, 'PublishedRabbitMq', {
      store: 'rabbitmq',
      label: 'rabbitmq',
      zone,
      endpoint: rabbitmq,
      facts: { 'secret-arn': this.secretArn('rabbitmq'), 'console-url': rabbitmq.consoleUrl },
    });
  }

  private secretArn(name: SecretName): string {
    return this.secrets.secret(name).secretArn;
  }

  private createOutputs(): void {
    const outputs = {
      'mysql-main-host': { value: this.main.host, description: 'Host of the main MySQL, port 3306' },
      'mysql-wms-host': { value: this.wms.host, description: 'Host of the WMS MySQL, port 3306' },
      'redis-host': { value: this.redis.host, description: 'Host of Redis for writes, port 6379' },
      'rabbitmq-console-url': { value: this.rabbitmq.consoleUrl, description: 'Console of RabbitMQ, inside the VPC' },
    };
    for (const [name, output] of Object.entries(outputs)) new TerraformOutput(this, name, output);
  }
}
