import type { Days, FlowTable } from '@smile/core';
import type { Topic } from '../tables.ts';
import { CONTROL_TOPICS, capturedTopic, streamedTopic } from './flow-names.ts';

const DAY = 24 * 60 * 60 * 1000;
const FOR_EVER = -1;

/**
 * Topics of the flow. Kafka makes none by itself, so one that is missing here stops whoever writes to it.
 *
 * What RisingWave reads is compacted: it keeps the newest event of every key, so that a view can be made anew of all rows.
 */
export function flowTopics(tables: readonly FlowTable[]): readonly Topic[] {
  return [...CONTROL, ...tables.flatMap(tableTopics)];
}

const COMPACTED = { 'cleanup.policy': 'compact' } as const;

const CONTROL: readonly Topic[] = [
  // Kafka Connect asks for compaction, and for one partition of configurations:
  // https://kafka.apache.org/documentation/#connectconfigs_config.storage.topic
  { name: CONTROL_TOPICS.connectConfigs, partitions: 1, config: COMPACTED },
  { name: CONTROL_TOPICS.connectOffsets, partitions: 5, config: COMPACTED },
  { name: CONTROL_TOPICS.connectStatus, partitions: 5, config: COMPACTED },
  // Never partitioned, never shortened: without it the connector cannot read the binary log any more.
  // https://debezium.io/documentation/reference/stable/connectors/mysql.html#mysql-schema-history-topic
  {
    name: CONTROL_TOPICS.schemaHistory,
    partitions: 1,
    config: { 'cleanup.policy': 'delete', 'retention.ms': FOR_EVER, 'retention.bytes': FOR_EVER },
  },
  { name: CONTROL_TOPICS.heartbeat, partitions: 1, config: deletedAfter('1 days') },
  { name: CONTROL_TOPICS.signals, partitions: 1, config: deletedAfter('7 days') },
  { name: CONTROL_TOPICS.deadLetters, partitions: 1, config: deletedAfter('30 days') },
];

function tableTopics(table: FlowTable): readonly Topic[] {
  const { partitions, retention, path } = table;
  const captured = { name: capturedTopic(table), partitions };
  if (path === 'direct') return [{ ...captured, config: deletedAfter(retention.topic) }];
  const config = { ...COMPACTED, 'delete.retention.ms': milliseconds(retention.topic) };
  return [
    { ...captured, config },
    { name: streamedTopic(table), partitions, config },
  ];
}

function deletedAfter(age: Days): Topic['config'] {
  return { 'cleanup.policy': 'delete', 'retention.ms': milliseconds(age) };
}

function milliseconds(age: Days): number {
  return Number.parseInt(age, 10) * DAY;
}
