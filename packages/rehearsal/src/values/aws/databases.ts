import type { FactsTable, RecipeContext } from '../facts.ts';
import { arn } from './arn.ts';
import { zoneIdOf } from './zones.ts';

const PORTS: { readonly [engine: string]: number } = { mysql: 3306, mariadb: 3306, postgres: 5432 };

/** RDS, ElastiCache, Amazon MQ and DynamoDB. */
export const DATABASE_FACTS: FactsTable = {
  aws_db_instance: {
    // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
    defaults: {
      skip_final_snapshot: false,
      delete_automated_backups: true,
      publicly_accessible: false,
      copy_tags_to_snapshot: false,
      monitoring_interval: 0,
      auto_minor_version_upgrade: true,
    },
    values: {
      id: '{resource_id}',
      resource_id: 'db-{ALNUM26}',
      arn: arn('rds', 'db:{identifier}'),
      identifier: 'terraform-20260101000000{digits12}',
      address: '{identifier}.c{alnum11}.{region}.rds.amazonaws.com',
      endpoint: '{address}:{port}',
      port: ({ text }) => PORTS[text('engine')] ?? 3306,
      hosted_zone_id: 'Z2R0LLFC4VXZ9U',
      status: 'available',
      engine_version_actual: '{engine_version}',
      engine_lifecycle_support: 'open-source-rds-extended-support',
      availability_zone: '{region}a',
      ca_cert_identifier: 'rds-ca-rsa2048-g1',
      backup_window: '18:00-18:30',
      maintenance_window: 'sun:19:00-sun:19:30',
      backup_target: 'region',
      backup_retention_period: 0,
      license_model: 'general-public-license',
      listener_endpoint: [],
      master_user_secret: (context) => masterSecret(context),
      master_user_secret_kms_key_id: '',
      multi_az: false,
      network_type: 'IPV4',
      option_group_name: ({ text }) => `default:${text('engine')}-${majorVersion(text('engine_version'))}`,
      parameter_group_name: ({ text }) => `default.${text('engine')}${majorVersion(text('engine_version'))}`,
      storage_type: 'gp2',
      iops: 0,
      storage_throughput: 0,
      latest_restorable_time: '2026-01-01T00:00:00Z',
      replicas: [],
      domain_fqdn: '',
      kms_key_id: arn('kms', 'key/{uuid}'),
      monitoring_role_arn: '',
      performance_insights_kms_key_id: '',
      performance_insights_retention_period: 0,
      character_set_name: '',
      nchar_character_set_name: '',
      snapshot_identifier: '',
      timezone: '',
      database_insights_mode: 'standard',
      dedicated_log_volume: false,
      db_name: '',
      username: 'admin',
    },
    recomputed: {
      engine_version_actual: ['engine_version'],
      address: ['identifier'],
      endpoint: ['identifier', 'port'],
    },
    unique: [
      {
        by: ['identifier'],
        scope: 'region',
        code: 'DBInstanceAlreadyExists',
        message: 'DB instance already exists: {identifier}',
      },
    ],
    deletionLocks: [
      {
        attribute: 'deletion_protection',
        code: 'InvalidParameterCombination',
        message: 'Cannot delete protected DB Instance {identifier}, please disable deletion protection and try again',
      },
      {
        attribute: 'final_snapshot_identifier',
        isLocked: (name, { skip_final_snapshot: skip }) => name === null && skip !== true,
        code: 'InvalidParameterCombination',
        message: 'final_snapshot_identifier is required when skip_final_snapshot is false, for {identifier}',
      },
    ],
  },
  aws_db_subnet_group: {
    defaults: { description: 'Managed by Terraform' },
    values: {
      id: '{name}',
      arn: arn('rds', 'subgrp:{name}'),
      vpc_id: 'vpc-0{hex16}',
      supported_network_types: ['IPV4'],
    },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'DBSubnetGroupAlreadyExists',
        message: "The DB subnet group '{name}' already exists",
      },
    ],
    heldBy: [{ type: 'aws_db_instance', attribute: 'db_subnet_group_name' }],
    heldCode: 'InvalidDBSubnetGroupStateFault',
  },
  aws_db_parameter_group: {
    defaults: { description: 'Managed by Terraform', skip_destroy: false },
    values: { id: '{name}', arn: arn('rds', 'pg:{name}') },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'DBParameterGroupAlreadyExists',
        message: 'Parameter group {name} already exists',
      },
    ],
    heldBy: [{ type: 'aws_db_instance', attribute: 'parameter_group_name' }],
    heldCode: 'InvalidDBParameterGroupState',
  },
  aws_db_option_group: {
    replace: ['engine_name', 'major_engine_version', 'option_group_description'],
    values: { id: '{name}', arn: arn('rds', 'og:{name}') },
  },
  aws_db_event_subscription: { values: { id: '{name}', arn: arn('rds', 'es:{name}'), customer_aws_id: '{account}' } },
  aws_elasticache_replication_group: {
    defaults: { automatic_failover_enabled: false },
    values: {
      id: '{replication_group_id}',
      arn: arn('elasticache', 'replicationgroup:{replication_group_id}'),
      primary_endpoint_address: (context) => cacheEndpoint(context, 'master'),
      reader_endpoint_address: (context) => cacheEndpoint(context, 'replica'),
      configuration_endpoint_address: '',
      member_clusters: ({ text }) => members(text('replication_group_id'), Number(text('num_cache_clusters'))),
      engine_version_actual: '{engine_version}',
      cluster_enabled: false,
      port: 6379,
      num_cache_clusters: 1,
      num_node_groups: 1,
      replicas_per_node_group: ({ text }) => Math.max(0, Number(text('num_cache_clusters')) - 1),
      engine: 'redis',
      engine_version: '7.1',
      parameter_group_name: 'default.redis7',
      maintenance_window: 'sun:19:00-sun:20:00',
      snapshot_window: '18:00-19:00',
      auto_minor_version_upgrade: 'true',
      at_rest_encryption_enabled: 'false',
      transit_encryption_mode: 'required',
      ip_discovery: 'ipv4',
      network_type: 'ipv4',
      cluster_mode: 'disabled',
      data_tiering_enabled: false,
      security_group_names: [],
    },
    recomputed: {
      engine_version_actual: ['engine_version'],
      member_clusters: ['num_cache_clusters'],
      replicas_per_node_group: ['num_cache_clusters'],
    },
    unique: [
      {
        by: ['replication_group_id'],
        scope: 'region',
        code: 'ReplicationGroupAlreadyExists',
        message: 'The specified replication group already exists: {replication_group_id}',
      },
    ],
  },
  aws_elasticache_subnet_group: {
    defaults: { description: 'Managed by Terraform' },
    values: { id: '{name}', arn: arn('elasticache', 'subnetgroup:{name}'), vpc_id: 'vpc-0{hex16}' },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'CacheSubnetGroupAlreadyExists',
        message: 'Cache subnet group {name} already exists',
      },
    ],
    heldBy: [{ type: 'aws_elasticache_replication_group', attribute: 'subnet_group_name' }],
    heldCode: 'CacheSubnetGroupInUse',
  },
  aws_elasticache_parameter_group: {
    defaults: { description: 'Managed by Terraform' },
    values: { id: '{name}', arn: arn('elasticache', 'parametergroup:{name}') },
    unique: [
      {
        by: ['name'],
        scope: 'region',
        code: 'CacheParameterGroupAlreadyExists',
        message: 'Parameter group {name} already exists',
      },
    ],
    heldBy: [{ type: 'aws_elasticache_replication_group', attribute: 'parameter_group_name' }],
    heldCode: 'InvalidCacheParameterGroupState',
  },
  aws_elasticache_user: {
    replace: ['user_id', 'user_name'],
    values: { id: '{user_id}', arn: arn('elasticache', 'user:{user_id}') },
  },
  aws_elasticache_user_group: {
    replace: ['user_group_id'],
    values: { id: '{user_group_id}', arn: arn('elasticache', 'usergroup:{user_group_id}') },
  },
  aws_mq_broker: {
    defaults: {
      apply_immediately: false,
      deployment_mode: 'SINGLE_INSTANCE',
      publicly_accessible: false,
      auto_minor_version_upgrade: false,
    },
    values: {
      id: 'b-{uuid}',
      arn: arn('mq', 'broker:{broker_name}:{id}'),
      instances: ({ fill, text }) => [
        {
          console_url: `https://${text('id')}.mq.${fill('{region}')}.amazonaws.com`,
          endpoints: [`amqps://${text('id')}.mq.${fill('{region}')}.amazonaws.com:5671`],
          ip_address: '',
        },
      ],
      authentication_strategy: 'simple',
      storage_type: ({ text }) => (text('engine_type').toLowerCase() === 'rabbitmq' ? 'ebs' : 'efs'),
      data_replication_mode: 'NONE',
      pending_data_replication_mode: '',
      'configuration.id': 'c-{uuid}',
      'configuration.revision': 1,
      'maintenance_window_start_time.day_of_week': 'SUNDAY',
      'maintenance_window_start_time.time_of_day': '19:00',
      'maintenance_window_start_time.time_zone': 'UTC',
    },
    unique: [
      {
        by: ['broker_name'],
        scope: 'region',
        code: 'ConflictException',
        message: 'Broker name [{broker_name}] already in use',
      },
    ],
  },
  aws_mq_configuration: {
    replace: ['engine_type', 'authentication_strategy'],
    values: {
      id: 'c-{uuid}',
      arn: arn('mq', 'configuration:{id}'),
      latest_revision: ({ prior }) => revisionAfter(prior),
      authentication_strategy: 'simple',
    },
    recomputed: { latest_revision: ['data', 'description'] },
  },
  aws_dynamodb_table: {
    replace: ['hash_key', 'range_key', 'local_secondary_index'],
    defaults: { billing_mode: 'PROVISIONED', table_class: 'STANDARD' },
    values: { id: '{name}', arn: arn('dynamodb', 'table/{name}'), stream_arn: '', stream_label: '' },
    unique: [
      { by: ['name'], scope: 'region', code: 'ResourceInUseException', message: 'Table already exists: {name}' },
    ],
    deletionLocks: [
      {
        attribute: 'deletion_protection_enabled',
        code: 'ValidationException',
        message: 'Resource cannot be deleted as it is currently protected against deletion: {name}',
      },
    ],
  },
};

function masterSecret({ attribute, fill, text }: RecipeContext) {
  if (attribute('manage_master_user_password') !== true) return [];
  return [
    {
      secret_arn: fill('arn:{partition}:secretsmanager:{region}:{account}:secret:rds!db-{uuid}-{alnum6}'),
      secret_status: 'active',
      kms_key_id: text('master_user_secret_kms_key_id'),
    },
  ];
}

// The region is abbreviated as in its zone ids: us-east-1 is use1.
function cacheEndpoint({ fill, region }: RecipeContext, role: string): string {
  const [shortRegion] = zoneIdOf(`${region}a`).split('-');
  return fill(`${role}.{replication_group_id}.{alnum6}.${shortRegion}.cache.amazonaws.com`);
}

function members(id: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${id}-${String(i + 1).padStart(3, '0')}`);
}

function majorVersion(version: string): string {
  return version.split('.').slice(0, 2).join('.');
}

function revisionAfter(prior: unknown): number {
  const before = typeof prior === 'object' && prior !== null && 'latest_revision' in prior ? prior.latest_revision : 0;
  return Number(before) + 1;
}
