export { DATA_PATHS, type DataPath, type KafkaAcl, type KafkaUser, type Topic } from './tables.ts';
