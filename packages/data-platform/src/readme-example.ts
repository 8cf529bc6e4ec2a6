import type { Addon, PlatformContext } from '@smile/cluster-platform';
import type { DataPlatformValues, PrivateBucket } from '@smile/core';
import { dataStores, type KafkaContents } from '@smile/data-platform';

/** Topics and users of Kafka as code. */
const CONTENTS: KafkaContents = {
  topics: [{ name: 'smile.smile.stock', partitions: 6, config: { 'cleanup.policy': 'compact' } }],
  users: [{ name: 'cdc', acls: [{ resource: 'topic', name: 'smile.', pattern: 'prefix', operations: ['Write'] }] }],
};

/** What keeps the data, as add-ons of the data cluster. */
export function stores(context: PlatformContext, values: DataPlatformValues, backups: PrivateBucket): readonly Addon[] {
  return dataStores(context, { values, backups, contents: CONTENTS });
}
