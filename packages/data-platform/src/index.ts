export type { KafkaContents } from './addons/kafka-topics/kafka-topics.ts';
export { type DataStoresProps, dataStores } from './data-stores.ts';
export type { KafkaAcl, KafkaUser, Topic } from './tables.ts';
