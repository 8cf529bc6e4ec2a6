import type { Value } from '../protocol/value.ts';

/** What a version of an engine does not know yet, or no more. */
export interface EngineSupport {
  readonly type: string;
  /** Arguments that say which engine it is, each with the value in small letters. @default - every resource of the type */
  readonly where?: Readonly<Record<string, string>>;
  /** Argument that holds the version. */
  readonly versionAt: string;
  /** Dotted path of the argument that a version may not know. */
  readonly argument: string;
  /** Values of it that are meant. @default - any */
  readonly values?: RegExp;
  /** Version from which on it is known; a version without minor number counts as its newest. @default - always */
  readonly since?: string;
  /** Version from which on it is gone. @default - never */
  readonly until?: string;
  readonly source: string;
}

const REPLICATION_GROUP = { type: 'aws_elasticache_replication_group', versionAt: 'engine_version' } as const;
const REDIS = { ...REPLICATION_GROUP, where: { engine: 'redis' } } as const;
const CACHE_CHANGES = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html';

const CACHE_PARAMETERS = {
  type: 'aws_elasticache_parameter_group',
  versionAt: 'family',
  argument: 'parameter.name',
} as const;
const CACHE_PARAMETER_LIST = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html';

const MYSQL_PARAMETERS = { type: 'aws_db_parameter_group', versionAt: 'family', argument: 'parameter.name' } as const;
const MYSQL_8_0_REMOVED = 'https://dev.mysql.com/doc/refman/8.0/en/added-deprecated-removed.html';
const MYSQL_8_4_REMOVED = 'https://dev.mysql.com/doc/refman/8.4/en/added-deprecated-removed.html';

const CREATE_BROKER = 'https://docs.aws.amazon.com/amazon-mq/latest/api-reference/brokers.html';
const RABBIT = { type: 'aws_mq_broker', where: { engine_type: 'rabbitmq' }, versionAt: 'engine_version' } as const;

const NODES = { type: 'aws_eks_node_group', versionAt: 'version' } as const;
const CLUSTER = { type: 'aws_eks_cluster', versionAt: 'version' } as const;

/** Arguments, parameters, log types and images by the version of the engine that they go with. */
export const ENGINE_SUPPORT: readonly EngineSupport[] = [
  {
    ...REDIS,
    argument: 'transit_encryption_mode',
    since: '7.0',
    source: 'https://github.com/cloudposse/terraform-aws-elasticache-redis/pull/231',
  },
  { ...REDIS, argument: 'cluster_mode', values: /^compatible$/, since: '7.0', source: CACHE_CHANGES },
  {
    ...REDIS,
    argument: 'user_group_ids',
    since: '6.0',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html',
  },
  {
    ...REDIS,
    argument: 'data_tiering_enabled',
    values: /^true$/,
    since: '6.2',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html',
  },
  {
    ...REDIS,
    argument: 'network_type',
    values: /^(?:ipv6|dual_stack)$/,
    since: '6.2',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/network-type.html',
  },
  {
    ...REDIS,
    argument: 'auto_minor_version_upgrade',
    values: /^true$/,
    since: '6.0',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
  },
  {
    ...REDIS,
    argument: 'log_delivery_configuration.log_type',
    values: /^slow-log$/,
    since: '6.0',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html',
  },
  {
    ...REDIS,
    argument: 'log_delivery_configuration.log_type',
    values: /^engine-log$/,
    since: '6.2',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html',
  },
  {
    ...REDIS,
    argument: 'at_rest_encryption_enabled',
    values: /^true$/,
    since: '4.0',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html',
  },

  {
    ...CACHE_PARAMETERS,
    values:
      /^(?:maxmemory-clients|cluster-allow-pubsubshard-when-down|cluster-preferred-endpoint-type|latency-tracking|hash-max-listpack-(?:entries|value)|zset-max-listpack-(?:entries|value))$/,
    since: '7',
    source: CACHE_PARAMETER_LIST,
  },
  {
    ...CACHE_PARAMETERS,
    values: /^(?:acllog-max-len|tracking-table-max-keys|cluster-allow-reads-when-down)$/,
    since: '6',
    source: CACHE_PARAMETER_LIST,
  },
  {
    ...CACHE_PARAMETERS,
    values: /^(?:activedefrag|active-defrag-.+|stream-node-max-.+|lazyfree-lazy-.+)$/,
    since: '5',
    source: CACHE_PARAMETER_LIST,
  },

  {
    ...MYSQL_PARAMETERS,
    values: /^(?:query_cache_.+|innodb_file_format.*|innodb_large_prefix|tx_isolation|sync_frm|log_warnings)$/,
    until: '8.0',
    source: MYSQL_8_0_REMOVED,
  },
  {
    ...MYSQL_PARAMETERS,
    values:
      /^(?:default_authentication_plugin|expire_logs_days|binlog_transaction_dependency_tracking|transaction_write_set_extraction|log_bin_use_v1_row_events|avoid_temporal_upgrade|master_info_repository|relay_log_info_repository|slave_rows_search_algorithms)$/,
    until: '8.4',
    source: MYSQL_8_4_REMOVED,
  },
  {
    ...MYSQL_PARAMETERS,
    values: /^(?:restrict_fk_on_non_standard_key|mysql_native_password|check_table_functions)$/,
    since: '8.4',
    source: MYSQL_8_4_REMOVED,
  },
  {
    ...MYSQL_PARAMETERS,
    values:
      /^(?:binlog_expire_logs_seconds|innodb_dedicated_server|innodb_redo_log_capacity|authentication_policy|caching_sha2_.+|information_schema_stats_expiry)$/,
    since: '8.0',
    source: MYSQL_8_0_REMOVED,
  },

  { ...RABBIT, argument: 'ldap_server_metadata', until: '0', source: CREATE_BROKER },
  { ...RABBIT, argument: 'authentication_strategy', values: /^ldap$/, until: '0', source: CREATE_BROKER },
  { ...RABBIT, argument: 'data_replication_mode', values: /^CRDR$/, until: '0', source: CREATE_BROKER },
  { ...RABBIT, argument: 'storage_type', values: /^efs$/, until: '0', source: CREATE_BROKER },
  // "Must be set to true for … RabbitMQ brokers version 3.13 and above."
  { ...RABBIT, argument: 'auto_minor_version_upgrade', values: /^false$/, until: '3.13', source: CREATE_BROKER },

  {
    ...NODES,
    argument: 'ami_type',
    values: /^AL2_/,
    until: '1.33',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html',
  },
  {
    ...NODES,
    argument: 'ami_type',
    values: /^AL2023_/,
    since: '1.25',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/al2023.html',
  },
  {
    ...CLUSTER,
    argument: 'compute_config.enabled',
    values: /^true$/,
    since: '1.29',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/automode.html',
  },
];

/** Values that a parameter takes, by the family that it is of. */
export interface ParameterValues {
  readonly type: 'aws_db_parameter_group' | 'aws_elasticache_parameter_group';
  readonly family: RegExp;
  readonly name: string;
  readonly allowed: RegExp;
  /** The allowed values in words. */
  readonly words: string;
  readonly source: string;
}

const MYSQL = { type: 'aws_db_parameter_group', family: /^mysql8\./ } as const;
const RDS_LIST = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeEngineDefaultParameters.html';
const MYSQL_VARIABLES = 'https://dev.mysql.com/doc/refman/8.0/en/replication-options-binary-log.html';

const oneOf = (...values: readonly string[]) => ({
  allowed: new RegExp(`^(?:${values.join('|')})$`),
  words: values.join(', '),
});

/** Spelled as the services' own lists of allowed values spell them; RDS compares them letter by letter. */
export const PARAMETER_VALUES: readonly ParameterValues[] = [
  {
    ...MYSQL,
    name: 'binlog_format',
    ...oneOf('ROW', 'STATEMENT', 'MIXED', 'OFF'),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQL.BinaryFormat.html',
  },
  { ...MYSQL, name: 'binlog_row_image', ...oneOf('full', 'minimal', 'noblob'), source: MYSQL_VARIABLES },
  {
    ...MYSQL,
    name: 'gtid-mode',
    ...oneOf('OFF', 'OFF_PERMISSIVE', 'ON_PERMISSIVE', 'ON'),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-replication-gtid.html',
  },
  {
    ...MYSQL,
    name: 'enforce_gtid_consistency',
    ...oneOf('OFF', 'WARN', 'ON'),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-replication-gtid.html',
  },
  {
    ...MYSQL,
    name: 'log_output',
    ...oneOf('FILE', 'TABLE', 'NONE'),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_LogAccess.MySQL.LogFileSize.html',
  },
  {
    ...MYSQL,
    name: 'require_secure_transport',
    ...oneOf('0', '1'),
    source: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/mysql-ssl-connections.html',
  },
  { ...MYSQL, name: 'slow_query_log', ...oneOf('0', '1'), source: RDS_LIST },
  { ...MYSQL, name: 'sql_generate_invisible_primary_key', ...oneOf('0', '1'), source: RDS_LIST },
  { ...MYSQL, name: 'sql_require_primary_key', ...oneOf('0', '1'), source: RDS_LIST },
  { ...MYSQL, name: 'general_log', ...oneOf('0', '1'), source: RDS_LIST },
  { ...MYSQL, name: 'log_bin_trust_function_creators', ...oneOf('0', '1'), source: RDS_LIST },
  { ...MYSQL, name: 'performance_schema', ...oneOf('0', '1', '\\{.*\\}'), source: RDS_LIST },
  { ...MYSQL, name: 'long_query_time', allowed: /^\d+(?:\.\d{1,6})?$/, words: 'a number of seconds', source: RDS_LIST },
  {
    ...MYSQL,
    name: 'max_connections',
    allowed: /^(?:\d{1,6}|\{.*\}|\w+\(.*\))$/,
    words: 'a number or a formula',
    source: RDS_LIST,
  },
  { ...MYSQL, name: 'binlog_row_metadata', ...oneOf('FULL', 'MINIMAL', 'full', 'minimal'), source: MYSQL_VARIABLES },
  { ...MYSQL, name: 'binlog_checksum', ...oneOf('NONE', 'CRC32'), source: MYSQL_VARIABLES },
  { ...MYSQL, name: 'innodb_flush_log_at_trx_commit', ...oneOf('0', '1', '2'), source: RDS_LIST },

  {
    type: 'aws_elasticache_parameter_group',
    family: /^redis[5-9]/,
    name: 'activedefrag',
    ...oneOf('yes', 'no'),
    source: CACHE_PARAMETER_LIST,
  },
  {
    type: 'aws_elasticache_parameter_group',
    family: /^redis/,
    name: 'maxmemory-policy',
    ...oneOf(
      'volatile-lru',
      'allkeys-lru',
      'volatile-lfu',
      'allkeys-lfu',
      'volatile-random',
      'allkeys-random',
      'volatile-ttl',
      'noeviction',
    ),
    source: CACHE_PARAMETER_LIST,
  },
  {
    type: 'aws_elasticache_parameter_group',
    family: /^redis/,
    name: 'cluster-enabled',
    ...oneOf('yes', 'no'),
    source: CACHE_PARAMETER_LIST,
  },
  {
    type: 'aws_elasticache_parameter_group',
    family: /^redis/,
    name: 'timeout',
    allowed: /^(?:0|[2-9]\d|[1-9]\d{2,})$/,
    words: '0, or 20 and more seconds',
    source: CACHE_PARAMETER_LIST,
  },
];

/** Whether a version knows an argument: numbers part by part, so that 7.1 is newer than 7.0 and 1.33 than 1.4. */
export function isKnownBy(version: string, { since, until }: Pick<EngineSupport, 'since' | 'until'>): boolean {
  const parts = numbersOf(version);
  return (
    (since === undefined || compare(parts, numbersOf(since)) >= 0) &&
    (until === undefined || compare(parts, numbersOf(until)) < 0)
  );
}

/** Numbers of `7.1`, `redis6.x` or `mysql8.0`; `x` stands for the newest. */
function numbersOf(version: string): readonly number[] {
  const [, numbers = ''] = /^[a-z]*([\d.x]+)/i.exec(version) ?? [];
  return numbers.split('.').map((part) => (part === 'x' ? Number.POSITIVE_INFINITY : Number(part)));
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (const [index, number] of other.entries()) {
    const own = one[index] ?? Number.POSITIVE_INFINITY;
    if (own !== number) return own < number ? -1 : 1;
  }
  return 0;
}

/** A value as the text that a table compares. */
export function textOf(value: Value): string {
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : String(value ?? '');
}
