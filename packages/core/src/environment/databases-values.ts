import { z } from 'zod';
import { DATA_STORES, MYSQL_STORES, type MysqlValuesKey } from '../stores/data-stores.ts';
import { type Days, type Gibibytes, isGibibytes } from '../units.ts';
import { days, oneOf, shown, text } from './checks.ts';
import { type LocalTime, localTime, WEEKDAYS, type Weekday } from './local-time.ts';
import { type WaiverGrounds, waiverGrounds } from './waiver-grounds.ts';

/** The managed data stores of an environment and when they may be disturbed. */
export interface DatabasesValues {
  /** Of each database of `DATA_STORES`: `main` is SMILE's, which the data platform captures, `wms` the waste management system's. */
  readonly mysql: Readonly<Record<MysqlValuesKey, MysqlValues>>;
  readonly redis: RedisValues;
  readonly rabbitmq: RabbitMqValues;
  /** Why stores of this environment may do without a standby, and until when. @default - the guardrails ask for standbys */
  readonly withoutStandby?: WaiverGrounds;
  /** Local time at which the stores' own daily backups start, as in `01:00`. Not within an hour of `governance.backupAt`. */
  readonly backupAt: LocalTime;
  /** Local time at which AWS may patch and restart the stores, once a week, for an hour or two. */
  readonly maintenanceAt: { readonly day: Weekday; readonly time: LocalTime };
  /** Whether changes that restart a store wait for its maintenance. Until then every plan shows them. */
  readonly changesApply: 'at-once' | 'in-maintenance';
  /** How long error, slow-query and engine logs are kept in CloudWatch. */
  readonly logRetention: Days;
  /** How long a deleted secret can be brought back. Its name is taken for as long. */
  readonly secretRecovery: Days;
}

export interface MysqlValues {
  /** Major version. AWS installs minor ones by itself. */
  readonly version: MysqlVersion;
  /** RDS class without `db.`, as in `m5.4xlarge`. */
  readonly instanceClass: string;
  /** Disk at the start, as in `500 GiB`. It grows by itself and never shrinks. */
  readonly storage: Gibibytes;
  /** How far the disk may grow. */
  readonly storageLimit: Gibibytes;
  /** Whether a standby in another zone takes over. Doubles the price. */
  readonly multiAz: boolean;
}

export interface RedisValues {
  readonly version: string;
  /** ElastiCache node type without `cache.`, as in `m5.xlarge`. */
  readonly nodeType: string;
  /** Nodes beside the primary, each in another zone. With none, losing the node loses what is cached. */
  readonly replicas: number;
}

export interface RabbitMqValues {
  readonly version: string;
  /** Amazon MQ type without `mq.`, as in `m5.large`. */
  readonly instanceType: string;
  /** Three nodes over the zones, or one. Changing it replaces the broker with its messages. */
  readonly nodes: 'cluster' | 'single';
}

/** MySQL versions that the parameter groups are written for. */
export const MYSQL_VERSIONS = ['8.0', '8.4'] as const;

export type MysqlVersion = (typeof MYSQL_VERSIONS)[number];

const gibibytes = (smallest: number) =>
  text(
    `a size of at least ${smallest} GiB, as in '500 GiB'`,
    (value) => isGibibytes(value) && Number.parseInt(value, 10) >= smallest,
    'RDS counts in GiB',
  ).transform((value) => value as Gibibytes);

const yesOrNo = z.boolean({ error: (issue) => `expected true or false, got ${shown(issue.input)}` });

const replicasProblem = (issue: { readonly input?: unknown }) =>
  `expected a whole number from 0 to 5, got ${shown(issue.input)}; production uses 1`;

const className = (prefix: string, example: string) =>
  text(
    `a class such as ${example}`,
    (value) => /^[a-z0-9]+\.[a-z0-9]+$/.test(value) && !value.startsWith(`${prefix}.`),
    `leave ${prefix}. out`,
  );

const versionNumber = (example: string) =>
  text(
    `a major and minor version, as in ${example}`,
    (value) => /^\d+\.\d+$/.test(value),
    'AWS picks the patch release',
  );

const mysql = z.strictObject({
  version: oneOf(MYSQL_VERSIONS, 'add the parameters of another version to packages/databases first'),
  instanceClass: className('db', 'm5.4xlarge'),
  storage: gibibytes(20),
  storageLimit: gibibytes(22),
  multiAz: yesOrNo,
});

function mysqlOfEach() {
  const keys = MYSQL_STORES.map((store) => DATA_STORES[store].values);
  return Object.fromEntries(keys.map((key) => [key, mysql])) as Record<MysqlValuesKey, typeof mysql>;
}

/** Checks {@link DatabasesValues}. What depends on the region or on two values is checked by the constructs. */
export const databasesSchema = z.strictObject({
  mysql: z.strictObject(mysqlOfEach()),
  redis: z.strictObject({
    version: versionNumber('6.2'),
    nodeType: className('cache', 'm5.xlarge'),
    replicas: z
      .number({ error: replicasProblem })
      .refine((count) => Number.isInteger(count) && count >= 0 && count <= 5, { error: replicasProblem }),
  }),
  rabbitmq: z.strictObject({
    version: versionNumber('3.13'),
    instanceType: className('mq', 'm5.large'),
    nodes: oneOf(['cluster', 'single'], 'production uses cluster'),
  }),
  withoutStandby: waiverGrounds.optional(),
  backupAt: localTime,
  maintenanceAt: z.strictObject({ day: oneOf(WEEKDAYS, 'choose the quietest day'), time: localTime }),
  changesApply: oneOf(['at-once', 'in-maintenance'], 'production uses in-maintenance'),
  logRetention: days({ min: 1, max: 3653 }, 'CloudWatch offers 30, 90 and 365 days among others'),
  secretRecovery: days({ min: 7, max: 30 }, 'production uses 30 days'),
});
