export type { KafkaContents } from './addons/kafka-topics/kafka-topics.ts';
export { type DataStoresProps, dataStores } from './data-stores.ts';
export { DATA_PATHS, type DataPath, type KafkaAcl, type KafkaUser, type Topic } from './tables.ts';
