import { type PlatformContext, Pods } from '@smile/cluster-platform';
import { CONNECT } from '../../flow/flow-names.ts';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';

/** What makes a connector belong to our Kafka Connect. */
export const OF_CONNECT = { 'strimzi.io/cluster': CONNECT } as const;

/** Ports of its pods: its own API, which only Strimzi and its pods among themselves use, and metrics. */
export const CONNECT_PORTS = { api: 8083, metrics: 9404 } as const;

/** Kafka Connect, as those name it to whom it connects. */
export function connectPods({ owner }: PlatformContext): Pods {
  return new Pods({
    owner,
    namespace: KAFKA_NAMESPACE,
    name: 'kafka-connect',
    labels: { ...OF_CONNECT, 'strimzi.io/kind': 'KafkaConnect' },
    ports: [CONNECT_PORTS.api],
  });
}

/**
 * A value of a connector that stands in a key of a Kubernetes Secret: Kafka Connect reads it when it starts the connector, so no object and
 * no state has it. https://github.com/strimzi/kafka-kubernetes-config-provider
 */
export function fromSecret(secret: string, key: string): string {
  return `\${secrets:${KAFKA_NAMESPACE}/${secret}:${key}}`;
}
