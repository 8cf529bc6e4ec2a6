import type { FlowTable } from '@smile/core';
import type { KafkaAcl, KafkaUser } from '../tables.ts';
import { clickhouseSinks } from './clickhouse-sinks.ts';
import {
  CONNECT,
  CONTROL_TOPICS,
  capturedTopic,
  RISINGWAVE,
  RISINGWAVE_GROUPS,
  sinkGroup,
  streamedTopic,
  TOPIC_PREFIX,
} from './flow-names.ts';

/**
 * Users of Kafka, each with what the flow needs and no more. Nobody may create a topic: they are code.
 * What each operation is for: https://kafka.apache.org/documentation/#operations_resources_and_protocols
 */
export function flowUsers(tables: readonly FlowTable[]): readonly KafkaUser[] {
  const risingwave = risingwaveAcls(tables);
  return [
    { name: CONNECT, acls: [...connectAcls(), ...captureAcls(tables), ...sinkAcls(tables)] },
    ...(risingwave.length === 0 ? [] : [{ name: RISINGWAVE, acls: risingwave }]),
  ];
}

const topic = (name: string, ...operations: readonly string[]): KafkaAcl => ({ resource: 'topic', name, operations });
const group = (name: string): KafkaAcl => ({ resource: 'group', name, operations: ['Read'] });

/** What Kafka Connect keeps for itself; it asks whether its topics are compacted. */
function connectAcls(): readonly KafkaAcl[] {
  const { connectConfigs, connectOffsets, connectStatus } = CONTROL_TOPICS;
  return [
    group(CONNECT),
    ...[connectConfigs, connectOffsets, connectStatus].map((name) =>
      topic(name, 'Read', 'Write', 'Describe', 'DescribeConfigs'),
    ),
  ];
}

function captureAcls(tables: readonly FlowTable[]): readonly KafkaAcl[] {
  const { schemaHistory, heartbeat, signals } = CONTROL_TOPICS;
  const written = [heartbeat, signals, ...tables.filter(({ path }) => path === 'risingwave').map(capturedTopic)];
  const readToo = tables.filter(({ path }) => path === 'direct').map(capturedTopic);
  return [
    // Debezium reads it from the start whenever it starts, as a group of this name.
    group(`${TOPIC_PREFIX}-schemahistory`),
    topic(schemaHistory, 'Read', 'Write', 'Describe', 'DescribeConfigs'),
    ...written.map((name) => topic(name, 'Write', 'Describe')),
    ...readToo.map((name) => topic(name, 'Read', 'Write', 'Describe')),
  ];
}

function sinkAcls(tables: readonly FlowTable[]): readonly KafkaAcl[] {
  return [
    ...clickhouseSinks(tables).map(({ name }) => group(sinkGroup(name))),
    ...tables
      .filter(({ path }) => path === 'risingwave')
      .map((table) => topic(streamedTopic(table), 'Read', 'Describe')),
    topic(CONTROL_TOPICS.deadLetters, 'Write', 'Describe'),
  ];
}

function risingwaveAcls(tables: readonly FlowTable[]): readonly KafkaAcl[] {
  const streamed = tables.filter(({ path }) => path === 'risingwave');
  if (streamed.length === 0) return [];
  return [
    { resource: 'group', name: `${RISINGWAVE_GROUPS}-`, pattern: 'prefix', operations: ['Read'] },
    ...streamed.flatMap((table) => [
      topic(capturedTopic(table), 'Read', 'Describe'),
      topic(streamedTopic(table), 'Write', 'Describe'),
    ]),
  ];
}
