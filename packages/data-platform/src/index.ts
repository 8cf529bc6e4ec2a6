export type { KafkaContents } from './addons/kafka-topics/kafka-topics.ts';
export { type DataStoresProps, dataStores } from './data-stores.ts';
export { layoutOf } from './failures/data-layout.ts';
export { type EnvironmentLayout, lossTable, recoveryTable } from './failures/recovery-tables.ts';
export { DATA_PATHS, type DataPath, type KafkaAcl, type KafkaUser, type Topic } from './tables.ts';
