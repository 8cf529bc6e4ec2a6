import { type Mutant, mutantsOf, PRODUCTION, STAGING } from './mutant.ts';

/** Weakenings of what the application runs on. */
export const APPLICATION_MUTANTS: readonly Mutant[] = [
  ...mutantsOf('APP-ECR', PRODUCTION, {
    'the repository of the BFF': (estate) => estate.remove('aws_ecr_repository', /wms-bff/),
    'a repository under another name': (estate) =>
      estate.set('aws_ecr_repository', /backend-core/, 'name', 'smile-prd-backend-kernel'),
    'the lifecycle of a repository': (estate) => estate.remove('aws_ecr_lifecycle_policy', /backend-sync/),
    'untagged images for a month': (estate) =>
      estate.set('data.aws_ecr_lifecycle_policy_document', /backend-sync/, 'rule.selection.count_number', 30),
    'tagged images instead of untagged ones': (estate) =>
      estate.set('data.aws_ecr_lifecycle_policy_document', /wms-mobile/, 'rule.selection.tag_status', 'tagged'),
  }),
  ...mutantsOf('APP-RDS', PRODUCTION, {
    'the main MySQL': (estate) => estate.remove('aws_db_instance', /MysqlMain/),
    'a smaller class': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'instance_class', 'db.m5.2xlarge'),
    PostgreSQL: (estate) => estate.set('aws_db_instance', /MysqlMain/, 'engine', 'postgres'),
    'MySQL 8.4': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'engine_version', '8.4'),
    '400 GB': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'allocated_storage', 400),
    'storage that grows to 600 GB': (estate) =>
      estate.set('aws_db_instance', /MysqlMain/, 'max_allocated_storage', 600),
    'six days of backups': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'backup_retention_period', 6),
    'no time for backups': (estate) => estate.unset('aws_db_instance', /MysqlMain/, 'backup_window'),
  }),
  ...mutantsOf('APP-RDS', STAGING, {
    'backups of staging': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'backup_retention_period', 0),
    'another engine in staging': (estate) => estate.set('aws_db_instance', /MysqlMain/, 'engine', 'mariadb'),
  }),
  ...mutantsOf('APP-WMS-RDS', PRODUCTION, {
    'the WMS MySQL': (estate) => estate.remove('aws_db_instance', /MysqlWms/),
    'the size of the estimate': (estate) =>
      estate.set('aws_db_instance', /MysqlWms/, 'instance_class', 'db.m5.2xlarge'),
    '100 GB': (estate) => estate.set('aws_db_instance', /MysqlWms/, 'allocated_storage', 100),
    'no backups': (estate) => estate.set('aws_db_instance', /MysqlWms/, 'backup_retention_period', 0),
    'MySQL 5.7': (estate) => estate.set('aws_db_instance', /MysqlWms/, 'engine_version', '5.7'),
  }),
  ...mutantsOf('APP-REDIS', PRODUCTION, {
    Redis: (estate) => estate.remove('aws_elasticache_replication_group'),
    Valkey: (estate) => estate.set('aws_elasticache_replication_group', undefined, 'engine', 'valkey'),
    'Redis 7.1': (estate) => estate.set('aws_elasticache_replication_group', undefined, 'engine_version', '7.1'),
    'a smaller node': (estate) =>
      estate.set('aws_elasticache_replication_group', undefined, 'node_type', 'cache.m5.large'),
  }),
  ...mutantsOf('APP-MQ', PRODUCTION, {
    RabbitMQ: (estate) => estate.remove('aws_mq_broker'),
    ActiveMQ: (estate) => estate.set('aws_mq_broker', undefined, 'engine_type', 'ActiveMQ'),
    'RabbitMQ 4.2': (estate) => estate.set('aws_mq_broker', undefined, 'engine_version', '4.2'),
    'a smaller instance': (estate) => estate.set('aws_mq_broker', undefined, 'host_instance_type', 'mq.t3.micro'),
  }),
  ...mutantsOf('APP-SECRETS', PRODUCTION, {
    'the secret of Debezium': (estate) => estate.remove('aws_secretsmanager_secret', /debezium/),
    'an eleventh secret': (estate) =>
      estate.add('databases', 'aws_secretsmanager_secret', 'Extra', { name: 'smile-prd/extra', kms_key_id: 'alias/x' }),
    'a key of ours': (estate) => estate.unset('aws_secretsmanager_secret', /gitlab/, 'kms_key_id'),
    'a value in Terraform': (estate) =>
      estate.add('databases', 'aws_secretsmanager_secret_version', 'Value', { secret_string: 'hunter2' }),
    'the Cloudflare token as a parameter': (estate) =>
      estate.add('databases', 'aws_ssm_parameter', 'Token', {
        name: '/smile/prd/cloudflare-token',
        type: 'SecureString',
      }),
  }),
  ...mutantsOf('DAT-OLTP', PRODUCTION, {
    'statements in the binary log': (estate) =>
      estate.edit('aws_db_parameter_group', /MysqlMain/, (body) => {
        for (const parameter of body.parameter as { name: string; value: string }[]) {
          if (parameter.name === 'binlog_format') parameter.value = 'STATEMENT';
        }
      }),
    'half the row': (estate) =>
      estate.edit('aws_db_parameter_group', /MysqlMain/, (body) => {
        for (const parameter of body.parameter as { name: string; value: string }[]) {
          if (parameter.name === 'binlog_row_image') parameter.value = 'MINIMAL';
        }
      }),
    'the parameter group': (estate) => estate.unset('aws_db_instance', /MysqlMain/, 'parameter_group_name'),
    'the parameters of the WMS': (estate) =>
      estate.edit('aws_db_instance', /MysqlMain/, (body) => {
        body.parameter_group_name = estate.idOf('aws_db_parameter_group', /MysqlWms/).replace('.id}', '.name}');
      }),
    'backups, and so the binary log': (estate) =>
      estate.set('aws_db_instance', /MysqlMain/, 'backup_retention_period', 0),
    'the credential of the CDC user': (estate) => estate.remove('aws_secretsmanager_secret', /debezium/),
  }),
];
