import type { Addon, PlatformContext } from '@smile/cluster-platform';
import { ValidationError } from '@smile/core';
import { dataStores } from '@smile/data-platform';
import type { StorageStack } from './storage-stack.ts';

/**
 * Kafka, ZooKeeper and ClickHouse, where the environment has values for them.
 *
 * @throws ValidationError where there is no bucket for backups of ClickHouse.
 */
export function dataStoreAddons(context: PlatformContext, { buckets }: StorageStack): readonly Addon[] {
  const { dataPlatform: values } = context.values;
  if (values === undefined) return [];
  if (buckets === undefined) {
    throw new ValidationError(context.owner, [
      'ClickHouse copies its files into a bucket, and the environment has none; add storage.workloads to the environment',
    ]);
  }
  return dataStores(context, { values, backups: buckets.dataPlatformBackups, contents: { topics: [], users: [] } });
}
