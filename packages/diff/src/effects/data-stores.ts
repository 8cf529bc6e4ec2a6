import type { JsonObject } from '@smile/inventory';
import { type EffectRow, waiting } from './effect-row.ts';

const RDS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ModifyInstance.Settings.html';
const MULTI_AZ = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.Failover.html';
const RDS_PARAMETERS = 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithParamGroups.html';
const REDIS_SCALING = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.RedisReplGrps.ScaleUp.html';
const REDIS_MODIFY =
  'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html';
const REDIS_REPLICAS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/increase-replica-count.html';
const REDIS_PARAMETERS = 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.html';
const MQ_WINDOW = 'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/maintaining-brokers.html';
const MQ_CONFIGURATION =
  'https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/managing-broker-configurations.html';

const hasStandby = ({ multi_az: multiAz }: JsonObject) => multiAz === true;
const isCluster = ({ deployment_mode: mode }: JsonObject) => mode === 'CLUSTER_MULTI_AZ';
const parametersAt = (moment: string) => (values: JsonObject) => {
  const list = Array.isArray(values.parameter) ? values.parameter : [];
  const found = list.some((one: unknown) => (one as JsonObject | null)?.apply_method === 'pending-reboot');
  return found === (moment === 'pending-reboot');
};

/** Databases, caches and brokers. */
export const DATA_STORE_EFFECTS: readonly EffectRow[] = [
  ...waiting({
    types: ['aws_db_instance'],
    arguments: ['instance_class', 'engine_version'],
    down: 'briefly',
    what: 'the standby is changed first and takes over; connections are cut',
    source: MULTI_AZ,
    only: (values) => hasStandby(values),
  }),
  ...waiting({
    types: ['aws_db_instance'],
    arguments: ['instance_class', 'engine_version', 'identifier', 'license_model', 'db_subnet_group_name'],
    down: 'yes',
    what: 'the database restarts',
    source: RDS,
  }),
  ...waiting({
    types: ['aws_db_instance'],
    arguments: ['allocated_storage', 'iops', 'storage_throughput'],
    down: 'no',
    what: 'slower while storage is changed; for six hours no other change of storage is taken',
    source: RDS,
  }),
  ...waiting({
    types: ['aws_db_instance'],
    arguments: ['storage_type'],
    down: 'briefly',
    what: 'some changes of the type start with a short outage',
    source: RDS,
  }),
  ...waiting({
    types: ['aws_db_instance'],
    arguments: ['multi_az', 'iam_database_authentication_enabled', 'option_group_name'],
    down: 'no',
    what: 'no outage; slower while a standby is made',
    source: RDS,
  }),
  ...waiting({
    types: ['aws_db_instance'],
    arguments: ['backup_retention_period'],
    down: 'yes',
    what: 'a change from or to 0 restarts the database',
    source: RDS,
    only: (after, before) => [after, before].some(({ backup_retention_period: days }) => days === 0),
  }),
  ...waiting({
    types: ['aws_db_instance'],
    arguments: ['network_type', 'ca_cert_identifier'],
    down: 'briefly',
    what: 'the database may restart',
    source: RDS,
  }),
  {
    types: ['aws_db_instance'],
    arguments: ['port'],
    when: 'at once',
    down: 'yes',
    what: 'the database restarts at once, whatever apply_immediately says',
    source: RDS,
  },
  {
    types: ['aws_db_instance'],
    arguments: ['parameter_group_name'],
    when: 'after a reboot',
    down: 'no',
    what: 'the group is another one at once, its parameters hold after a reboot',
    source: RDS,
  },
  {
    types: ['aws_db_instance'],
    arguments: ['maintenance_window'],
    when: 'at once',
    down: 'no',
    what: 'pending changes are applied at once where the new window is now',
    source: RDS,
  },
  {
    types: ['aws_db_instance'],
    arguments: [
      'auto_minor_version_upgrade',
      'backup_retention_period',
      'backup_window',
      'copy_tags_to_snapshot',
      'deletion_protection',
      'enabled_cloudwatch_logs_exports',
      'max_allocated_storage',
      'monitoring_interval',
      'monitoring_role_arn',
      'performance_insights_enabled',
      'performance_insights_kms_key_id',
      'performance_insights_retention_period',
      'publicly_accessible',
      'vpc_security_group_ids',
    ],
    when: 'at once',
    down: 'no',
    what: 'taken at once, whatever apply_immediately says',
    source: RDS,
  },
  {
    types: ['aws_db_parameter_group'],
    arguments: ['parameter'],
    when: 'after a reboot',
    down: 'no',
    what: 'static parameters hold after a reboot of every database of the group, dynamic ones at once',
    source: RDS_PARAMETERS,
    only: parametersAt('pending-reboot'),
  },
  {
    types: ['aws_db_parameter_group'],
    arguments: ['parameter'],
    when: 'at once',
    down: 'no',
    what: 'dynamic parameters hold at once',
    source: RDS_PARAMETERS,
    only: parametersAt('immediate'),
  },
  ...waiting({
    types: ['aws_elasticache_replication_group'],
    arguments: ['node_type'],
    down: 'briefly',
    what: 'data is copied to new nodes; reads and writes stop while the name of the primary moves',
    source: REDIS_SCALING,
  }),
  ...waiting({
    types: ['aws_elasticache_replication_group'],
    arguments: ['engine_version', 'engine'],
    down: 'briefly',
    what: 'nodes are upgraded one after the other; the primary fails over',
    source: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html',
  }),
  {
    types: ['aws_elasticache_replication_group'],
    arguments: ['num_cache_clusters', 'replicas_per_node_group'],
    when: 'at once',
    down: 'no',
    what: 'replicas come or go; readers of one that goes connect anew',
    source: REDIS_REPLICAS,
  },
  {
    types: ['aws_elasticache_replication_group'],
    arguments: ['parameter_group_name'],
    when: 'after a reboot',
    down: 'no',
    what: 'what is only read at the start holds after a reboot, other parameters at once',
    source: REDIS_PARAMETERS,
  },
  {
    types: ['aws_elasticache_replication_group'],
    arguments: [
      'description',
      'log_delivery_configuration',
      'maintenance_window',
      'notification_topic_arn',
      'security_group_ids',
      'snapshot_retention_limit',
      'snapshot_window',
      'auto_minor_version_upgrade',
    ],
    when: 'at once',
    down: 'no',
    what: 'taken without a restart',
    source: REDIS_MODIFY,
  },
  {
    types: ['aws_elasticache_parameter_group'],
    arguments: ['parameter'],
    when: 'at once',
    down: 'no',
    what: 'parameters that are only read at the start hold after a reboot',
    source: REDIS_PARAMETERS,
  },
  ...waiting({
    types: ['aws_mq_broker'],
    arguments: ['host_instance_type', 'engine_version'],
    down: 'briefly',
    what: 'nodes restart one at a time and two stay; clients connect anew, queues wait while they are synchronized',
    source: MQ_WINDOW,
    only: isCluster,
  }),
  ...waiting({
    types: ['aws_mq_broker'],
    arguments: ['host_instance_type', 'engine_version'],
    down: 'yes',
    what: 'the broker restarts',
    source: MQ_WINDOW,
    only: (values) => !isCluster(values),
  }),
  ...waiting({
    types: ['aws_mq_broker'],
    arguments: ['configuration', 'logs', 'auto_minor_version_upgrade'],
    down: 'briefly',
    what: 'holds after a reboot of the broker',
    source: MQ_CONFIGURATION,
  }),
  {
    types: ['aws_mq_broker'],
    arguments: ['maintenance_window_start_time'],
    when: 'at once',
    down: 'no',
    what: 'the next maintenance keeps to it',
    source: MQ_WINDOW,
  },
  {
    types: ['aws_mq_configuration'],
    arguments: ['data'],
    when: 'after a reboot',
    down: 'no',
    what: 'makes a revision; a broker takes it after a reboot',
    source: MQ_CONFIGURATION,
  },
];
