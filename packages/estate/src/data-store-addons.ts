import type { Addon, PlatformContext } from '@smile/cluster-platform';
import { ValidationError } from '@smile/core';
import { dataFlow, dataStores, flowContents } from '@smile/data-platform';
import type { ClustersStack } from './clusters-stack.ts';
import type { DatabasesStack } from './databases-stack.ts';
import type { StorageStack } from './storage-stack.ts';

/** What the data platform uses of earlier stacks. */
interface DataPlatformSources {
  readonly storage: StorageStack;
  readonly clusters: ClustersStack;
  readonly databases: DatabasesStack;
}

/**
 * Kafka, ZooKeeper and ClickHouse, and what flows between MySQL and them, where the environment has values for it.
 *
 * @throws ValidationError where there is no bucket for backups of ClickHouse.
 */
export function dataStoreAddons(
  context: PlatformContext,
  { storage: { buckets }, clusters, databases }: DataPlatformSources,
): readonly Addon[] {
  const { dataPlatform: values, dataFlow: flow } = context.values;
  if (values === undefined) return [];
  if (buckets === undefined) {
    throw new ValidationError(context.owner, [
      'ClickHouse copies its files into a bucket, and the environment has none; add storage.workloads to the environment',
    ]);
  }
  const contents = flowContents(flow);
  const stores = dataStores(context, { values, backups: buckets.dataPlatformBackups, contents });
  if (flow === undefined) return stores;
  const moving = dataFlow(context, {
    flow,
    stores: values,
    mysqlHost: databases.main.host,
    risingwaveState: buckets.risingwaveState,
    oidcProvider: clusters.data.cluster.oidcProvider,
  });
  return [...stores, ...moving];
}
