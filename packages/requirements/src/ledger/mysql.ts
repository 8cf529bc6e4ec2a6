import { blocksAt, type Resource } from '@smile/inventory';
import { SIZES } from '../amendments.ts';
import type { EnvironmentExamination } from '../examination.ts';
import { reachabilityOf } from '../reachability-of.ts';

interface MysqlSize {
  readonly instanceClass: string;
  /** Gigabytes. */
  readonly allocated: number;
  /** Gigabytes that storage may grow to. @default - none is asked for */
  readonly limit?: number;
}

const MAIN: MysqlSize = {
  instanceClass: SIZES.of('APP-RDS', 'instance_class', 'db.m5.4xlarge'),
  allocated: SIZES.of('APP-RDS', 'allocated_storage', 500),
  limit: SIZES.of('APP-RDS', 'max_allocated_storage', 1000),
};

const WMS: MysqlSize = {
  instanceClass: SIZES.of('APP-WMS-RDS', 'instance_class', 'db.m5.xlarge'),
  allocated: SIZES.of('APP-WMS-RDS', 'allocated_storage', 200),
};

/** The MySQL that application and data share. */
export function hasMainMysql(one: EnvironmentExamination): void {
  const mysql = one.one('main MySQL', mainMysql(one));
  if (mysql !== undefined) isMysql(one, mysql, MAIN);
}

/** Nodes of every cluster may reach the main MySQL: the application's, and those that capture its changes. */
export function isShared(one: EnvironmentExamination): void {
  const [mysql] = mainMysql(one);
  if (mysql === undefined) return;
  const clusters = one.ofType('aws_eks_cluster');
  one.some('cluster that uses it', clusters);
  const members = reachabilityOf(one.inventory)
    .waysInto(mysql)
    .filter(({ connection }) => connection.ports.from !== undefined && connection.ports.from <= 3306)
    .flatMap(({ members: behind }) => behind);
  for (const { values } of clusters) {
    const nodes = members.filter(({ type, values: group }) => {
      return type === 'aws_eks_node_group' && group.cluster_name === values.name;
    });
    one.holds(mysql, `a way in for nodes of ${values.name}`, `${nodes.length} node groups`, nodes.length > 0);
  }
}

/** The MySQL of the WMS. */
export function hasWmsMysql(one: EnvironmentExamination): void {
  const mysql = one.one('WMS MySQL', one.named('aws_db_instance', 'mysql-wms'));
  if (mysql !== undefined) isMysql(one, mysql, WMS);
}

function isMysql(one: EnvironmentExamination, mysql: Resource, size: MysqlSize): void {
  one.equal(mysql, 'engine', 'mysql');
  one.equal(mysql, 'engine_version', '8.0');
  one.size(mysql, 'instance_class', size.instanceClass);
  one.size(mysql, 'allocated_storage', size.allocated);
  if (size.limit !== undefined) one.size(mysql, 'max_allocated_storage', size.limit);
  one.equal(mysql, 'backup_retention_period', 7);
  one.present(mysql, 'backup_window', 'a daily backup window');
}

/** The OLTP source, set up so that every change of a row can be read. */
export function capturesChanges(one: EnvironmentExamination): void {
  const mysql = one.one('main MySQL', mainMysql(one));
  if (mysql === undefined) return;
  // RDS writes no binary log without automated backups.
  one.atLeast(mysql, 'backup_retention_period', 1);
  const group = one.refers(mysql, 'parameter_group_name', 'aws_db_parameter_group');
  if (group === undefined) return;
  for (const [name, value] of CHANGE_DATA_CAPTURE) {
    const found = blocksAt(group.values, 'parameter').find((parameter) => parameter.name === name)?.value;
    one.holds(group, `${name} ${value}`, String(found ?? 'nothing'), String(found).toUpperCase() === value);
  }
  one.kept('arguments that the version of the engine takes', ['SMILE_ENGINE_ARGUMENTS']);
}

/** What Debezium needs: https://debezium.io/documentation/reference/stable/connectors/mysql.html, "Setting up MySQL". */
const CHANGE_DATA_CAPTURE = [
  ['binlog_format', 'ROW'],
  ['binlog_row_image', 'FULL'],
  ['gtid-mode', 'ON'],
  ['enforce_gtid_consistency', 'ON'],
] as const;

/** The user that Debezium reads with: its credential has a place. */
export function hasCaptureUser(one: EnvironmentExamination): void {
  one.one('secret of the CDC user', one.named('aws_secretsmanager_secret', 'debezium'));
}

function mainMysql(one: EnvironmentExamination): readonly Resource[] {
  return one.named('aws_db_instance', 'mysql-main');
}
