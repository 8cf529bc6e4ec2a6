import type { DbParameterGroupParameter } from '@cdktf/provider-aws/lib/db-parameter-group';

/**
 * Parameters of every instance.
 *
 * Only values that differ from what RDS sets by itself: one that equals the default comes back with another
 * `apply_method`, which shows as a difference for ever (hashicorp/terraform-provider-aws#18035, #36419).
 */
const EVERY_INSTANCE: readonly DbParameterGroupParameter[] = [
  dynamic('require_secure_transport', '1'),
  // RDS publishes the slow log to CloudWatch only from files.
  dynamic('log_output', 'FILE'),
  dynamic('slow_query_log', '1'),
  // Seconds. The default of ten hides what users already complain about.
  dynamic('long_query_time', '2'),
  // With backups on, RDS writes the binary log, and nobody has SUPER: without it, an application's migration that makes a
  // trigger or a function ends with error 1419. https://repost.aws/knowledge-center/rds-mysql-functions
  dynamic('log_bin_trust_function_creators', '1'),
  // Keycloak makes tables first and their keys afterwards: with either of them on, its first start ends with error 1068 or 3750,
  // and half a schema. https://www.keycloak.org/server/db#_preparing_for_mysql, https://github.com/keycloak/keycloak/issues/49550
  dynamic('sql_generate_invisible_primary_key', '0'),
  dynamic('sql_require_primary_key', '0'),
];

/**
 * Change data capture by Debezium (DAT-OLTP): whole rows, and transaction ids that survive a failover.
 *
 * How long RDS keeps the binary log is no parameter: docs/runbooks/change-data-capture.md sets it once.
 * `gtid-mode` has a hyphen in RDS. The pair needs a restart, and each asks for the other.
 */
const CHANGE_DATA_CAPTURE: readonly DbParameterGroupParameter[] = [
  dynamic('binlog_format', 'ROW'),
  // RDS lists its values in small letters, unlike those of `binlog_format`.
  dynamic('binlog_row_image', 'full'),
  onRestart('enforce_gtid_consistency', 'ON'),
  onRestart('gtid-mode', 'ON'),
];

/** Parameters of an instance, in order of name. */
export function mysqlParameters(changeDataCapture: boolean): DbParameterGroupParameter[] {
  const parameters = [...EVERY_INSTANCE, ...(changeDataCapture ? CHANGE_DATA_CAPTURE : [])];
  return parameters.sort((one, other) => one.name.localeCompare(other.name));
}

function dynamic(name: string, value: string): DbParameterGroupParameter {
  return { name, value, applyMethod: 'immediate' };
}

function onRestart(name: string, value: string): DbParameterGroupParameter {
  return { name, value, applyMethod: 'pending-reboot' };
}
