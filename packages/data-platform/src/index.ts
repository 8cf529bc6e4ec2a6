export type { KafkaAcl, KafkaUser, Topic } from './tables.ts';
