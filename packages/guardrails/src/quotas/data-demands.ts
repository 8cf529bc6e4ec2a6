import type { Block } from '../reading/block.ts';
import { type Demand, elementsOf, inAccount, perParent, perResource } from './counting.ts';
import { inBytes, policyLength } from './documents.ts';

/** Nodes of a cache: shards with their replicas, or one shard with them. */
function nodesOf(group: Block): number {
  const shards = group.number('num_node_groups');
  const replicas = group.number('replicas_per_node_group');
  if (shards !== undefined && replicas !== undefined) return shards * (1 + replicas);
  return group.number('num_cache_clusters') ?? shards ?? 1;
}

/** Nodes where the cache is, or is not, one of several shards. */
const nodesWith = (isSharded: boolean) => (group: Block) =>
  (group.text('cluster_mode') === 'enabled' || (group.number('num_node_groups') ?? 1) > 1) === isSharded
    ? nodesOf(group)
    : undefined;

/** What an estate asks of quotas of databases, caches, brokers, buckets and backups. */
export const DATA_DEMANDS = {
  'rds/L-7B6409FD': inAccount(['aws_db_instance', 'aws_rds_cluster_instance']),
  'rds/L-952B80B8': inAccount('aws_rds_cluster'),
  // Grown to their most, standbys included.
  'rds/L-7ADDB58A': inAccount('aws_db_instance', (block) => {
    const most = Math.max(block.number('allocated_storage') ?? 0, block.number('max_allocated_storage') ?? 0);
    return most * (block.flag('multi_az', false) === true ? 2 : 1);
  }),
  'rds/L-DE55804A': inAccount('aws_db_parameter_group'),
  'rds/L-48C6BF61': inAccount('aws_db_subnet_group'),
  'rds/L-9FA33840': inAccount('aws_db_option_group'),
  'rds/L-A59F4C87': inAccount('aws_db_event_subscription'),
  'rds/L-5BC124EF': perParent('aws_db_instance', 'replicate_source_db'),

  'elasticache/L-DFE45DF3': inAccount(
    ['aws_elasticache_replication_group', 'aws_elasticache_cluster'],
    (block, { type }) =>
      type === 'aws_elasticache_cluster'
        ? block.has('replication_group_id')
          ? 0
          : (block.number('num_cache_nodes') ?? 1)
        : nodesOf(block),
  ),
  'elasticache/L-3F15A733': inAccount('aws_elasticache_parameter_group'),
  'elasticache/L-3E7F7726': inAccount('aws_elasticache_subnet_group'),
  'elasticache/L-AF354865': perResource('aws_elasticache_replication_group', nodesWith(true)),
  'elasticache/nodes-without-cluster-mode': perResource('aws_elasticache_replication_group', nodesWith(false)),

  'mq/L-4D525FD5': inAccount('aws_mq_broker'),

  's3/L-DC2B2D3D': inAccount('aws_s3_bucket'),
  's3/bucket-policy-size': perResource('aws_s3_bucket_policy', (_, resource, graph) =>
    policyLength(graph, resource, 'policy', inBytes),
  ),
  's3/lifecycle-rules': elementsOf('aws_s3_bucket_lifecycle_configuration', 'rule'),

  'backup/L-BD69F607': inAccount('aws_backup_plan'),
  'backup/L-7705D2CB': inAccount('aws_backup_vault'),
  'backup/selections-per-plan': perParent('aws_backup_selection', 'plan_id'),
  'backup/restore-testing-plans': inAccount('aws_backup_restore_testing_plan'),
  'backup/selections-per-restore-testing-plan': perParent(
    'aws_backup_restore_testing_selection',
    'restore_testing_plan_name',
  ),
} as const satisfies Readonly<Record<string, Demand>>;
