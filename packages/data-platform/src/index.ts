export type { KafkaContents } from './addons/kafka-topics/kafka-topics.ts';
export { flowDashboards } from './dashboards/flow-dashboards.ts';
export { type DataFlowProps, dataFlow, flowContents } from './data-flow.ts';
export { type DataStoresProps, dataStores } from './data-stores.ts';
export type { KafkaAcl, KafkaUser, Topic } from './tables.ts';
