import type { Addon, PlatformContext } from '@smile/cluster-platform';
import type { DataPlatformValues } from '@smile/core';
import type { KafkaContents } from '../kafka-topics/kafka-topics.ts';
import { readinessGate } from '../readiness/readiness-gate.ts';
import { KAFKA_CLUSTER, KAFKA_NAMESPACE } from './kafka-addresses.ts';

const READY = 'condition=Ready';

/** Holds back clients of Kafka until it answers, and has their topics and users. */
export function kafkaGate(context: PlatformContext, { kafka }: DataPlatformValues, contents: KafkaContents): Addon {
  return readinessGate(context, {
    id: 'KafkaGate',
    namespace: KAFKA_NAMESPACE,
    name: 'kafka-gate',
    requires: ['kafka-nodes', 'kafka-topics'],
    provides: ['kafka'],
    awaits: [
      { kind: 'kafkas.kafka.strimzi.io', name: KAFKA_CLUSTER, until: READY },
      { kind: 'kafkatopics.kafka.strimzi.io', until: READY },
      { kind: 'kafkausers.kafka.strimzi.io', until: READY },
    ],
    content: { kafka, contents },
    hint: 'kubectl describe them, and docs/runbooks/data-platform-failures.md',
  });
}
