import { PORTS, type Port } from '../security/port.ts';

/** One managed data store, as everything that makes, publishes or reaches it has to know it. */
interface DataStoreRow {
  readonly engine: 'mysql' | 'redis' | 'rabbitmq';
  /** Construct id. Part of Terraform addresses: never changed. */
  readonly id: string;
  /** What people call it, as in `main MySQL`. */
  readonly title: string;
  /** First label of its name in the private zone, as in `mysql`. */
  readonly label: string;
  /** Port that clusters use. */
  readonly port: Port & { readonly from: number };
  /** Clusters whose pods use it, and what for. */
  readonly usedBy: { readonly application?: string; readonly data?: string };
  /** What operators reach through the bastion, by the word of `smile connect`. */
  readonly connect: Readonly<Record<string, StoreDoor>>;
}

interface StoreDoor {
  readonly port: Port & { readonly from: number };
  /** Port on the operator's machine that stands for it unless another is asked for. */
  readonly localPort: number;
  /** Description of the security group's rule. */
  readonly because: string;
}

interface MysqlRow extends DataStoreRow {
  readonly engine: 'mysql';
  /** Key of its values in `databases.mysql` of an environment. */
  readonly values: string;
  /** Schema that RDS makes with the instance. Changing it replaces the instance. */
  readonly schema: string;
  readonly changeDataCapture: boolean;
}

/** Databases on RDS for MySQL, by the name that hosts, parameters and secrets know them by. */
const MYSQL = {
  // Shared by the applications and, through change data capture, the data platform (APP-RDS, DAT-OLTP).
  'mysql-main': {
    engine: 'mysql',
    id: 'MysqlMain',
    title: 'main MySQL',
    label: 'mysql',
    port: PORTS.mysql,
    values: 'main',
    schema: 'smile',
    changeDataCapture: true,
    usedBy: {
      application: 'SMILE uses its database',
      data: 'Debezium captures changes, Pentaho reads (DAT-OLTP)',
    },
    connect: {
      mysql: {
        port: PORTS.mysql,
        localPort: 13306,
        because: 'Operators query the main MySQL through the bastion',
      },
    },
  },
  // Waste management system (APP-WMS-RDS).
  'mysql-wms': {
    engine: 'mysql',
    id: 'MysqlWms',
    title: 'WMS MySQL',
    label: 'mysql-wms',
    port: PORTS.mysql,
    values: 'wms',
    schema: 'wms',
    changeDataCapture: false,
    usedBy: { application: 'WMS uses its database' },
    connect: {
      'wms-mysql': {
        port: PORTS.mysql,
        localPort: 13307,
        because: 'Operators query the WMS MySQL through the bastion',
      },
    },
  },
} as const satisfies Readonly<Record<string, MysqlRow>>;

/**
 * Managed data stores of an environment. Stacks, clusters, the bastion and `smile connect` follow the rows; a row is added
 * together with its values (`databases.mysql` for a database) and the fields of its secret, which the compiler asks for.
 */
export const DATA_STORES = {
  ...MYSQL,
  redis: {
    engine: 'redis',
    id: 'Redis',
    title: 'Redis',
    label: 'redis',
    port: PORTS.redis,
    usedBy: { application: 'SMILE and WMS keep sessions and caches' },
    connect: {
      redis: {
        port: PORTS.redis,
        localPort: 16379,
        because: 'Operators look into Redis through the bastion',
      },
    },
  },
  rabbitmq: {
    engine: 'rabbitmq',
    id: 'RabbitMq',
    title: 'RabbitMQ',
    label: 'rabbitmq',
    port: PORTS.amqps,
    usedBy: { application: 'SMILE and WMS exchange messages' },
    connect: {
      rabbitmq: {
        port: PORTS.amqps,
        localPort: 15671,
        because: 'Operators look into RabbitMQ through the bastion',
      },
      // Its console and HTTP API, where users are made.
      'rabbitmq-console': {
        port: PORTS.https,
        localPort: 18443,
        because: 'Operators open the RabbitMQ console through the bastion',
      },
    },
  },
} as const satisfies Readonly<Record<string, DataStoreRow>>;

/** Data stores of an environment, as names of parameters and secrets know them. */
export type DataStore = keyof typeof DATA_STORES;

/** Data stores that are MySQL. */
export type MysqlStore = keyof typeof MYSQL;

/** Keys of `databases.mysql` in an environment's values. */
export type MysqlValuesKey = (typeof MYSQL)[MysqlStore]['values'];

/** Every {@link DataStore}, in the order of the table. */
export const DATA_STORE_NAMES = Object.keys(DATA_STORES) as readonly DataStore[];

/** Every {@link MysqlStore}, in the order of the table. */
export const MYSQL_STORES = Object.keys(MYSQL) as readonly MysqlStore[];

/** The row of a store, without what only its own literal knows. */
export function dataStoreRow(store: DataStore): DataStoreRow {
  return DATA_STORES[store];
}

/** A value for each database. */
export function eachMysqlStore<Value>(make: (store: MysqlStore) => Value): Readonly<Record<MysqlStore, Value>> {
  return Object.fromEntries(MYSQL_STORES.map((store) => [store, make(store)])) as Record<MysqlStore, Value>;
}
