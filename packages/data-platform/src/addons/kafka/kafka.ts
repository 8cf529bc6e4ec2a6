import { type Addon, type PlatformContext, type PodMonitor, VOLUMES } from '@smile/cluster-platform';
import { type DataPlatformValues, throwIfAny } from '@smile/core';
import { type DiskClaims, diskProblems } from '../../disks/data-disks.ts';
import { connectKafka } from './connect-kafka.ts';
import { KAFKA_CLUSTER, KAFKA_NAMESPACE, OF_KAFKA_CLUSTER } from './kafka-addresses.ts';
import { ENTITY_OPERATOR, kafkaCluster } from './kafka-cluster.ts';
import { brokerPool, controllerPool } from './kafka-pools.ts';

/** What each broker claims. */
export function kafkaClaims({ kafka: { brokers, disks, volumes } }: DataPlatformValues): DiskClaims {
  return { component: 'kafka', disks, pods: brokers, each: Array.from({ length: volumes.count }, () => volumes.size) };
}

/**
 * Kafka (DAT-KAFKA): controllers that agree on what the cluster is, on volumes of EBS over the zones, and brokers on the disks of
 * their nodes, one in each zone. Clients come over TLS with a password; who may do what is in `KafkaTopics` (docs/adr/0034).
 *
 * @throws ValidationError when the disks of the nodes are too small or too few.
 */
export function kafka(context: PlatformContext, values: DataPlatformValues): Addon {
  const { controllers, brokers, controller, broker } = values.kafka;
  const claims = kafkaClaims(values);
  throwIfAny(context.owner, diskProblems(context.environment, claims));
  return {
    id: 'Kafka',
    namespace: KAFKA_NAMESPACE,
    requires: ['kafka-kinds', 'monitor-kinds', ...(claims.disks === 'of-nodes' ? (['local-volumes'] as const) : [])],
    provides: ['kafka-nodes'],
    runsOn: [context.place, context.placeOf('kafka')],
    images: ['strimzi-kafka'],
    pods: [
      { name: 'kafka-controller', on: 'platform', copies: controllers, cpu: controller.cpu, memory: controller.memory },
      { name: 'kafka-broker', on: 'kafka', copies: brokers, cpu: broker.cpu, memory: broker.memory },
      // Two containers: of topics, and of users.
      { name: 'kafka-entity-operator', on: 'platform', cpu: '200m', memory: '1024Mi' },
    ],
    connect: () => connectKafka(context),
    objects: {
      name: 'kafka',
      keeps: 'Kafka, and every message in it',
      objects: [
        controllerPool(context, values.kafka, VOLUMES),
        brokerPool(context, values.kafka),
        kafkaCluster(context, values.kafka),
        ...MONITORS,
      ],
    },
  };
}

/** https://strimzi.io/docs/operators/1.2.0/deploying#proc-metrics-deploying-prometheus-str */
const MONITORS: readonly PodMonitor[] = [
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'kafka', namespace: KAFKA_NAMESPACE },
    spec: {
      selector: {
        matchLabels: { ...OF_KAFKA_CLUSTER, 'strimzi.io/kind': 'Kafka', 'strimzi.io/name': `${KAFKA_CLUSTER}-kafka` },
      },
      podMetricsEndpoints: [{ port: 'tcp-prometheus', path: '/metrics' }],
    },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'kafka-entity-operator', namespace: KAFKA_NAMESPACE },
    spec: {
      selector: { matchLabels: { ...OF_KAFKA_CLUSTER, 'strimzi.io/name': ENTITY_OPERATOR } },
      podMetricsEndpoints: [
        { port: 'healthcheck-to', path: '/metrics' },
        { port: 'healthcheck-uo', path: '/metrics' },
      ],
    },
  },
  {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PodMonitor',
    metadata: { name: 'strimzi', namespace: KAFKA_NAMESPACE },
    spec: {
      selector: { matchLabels: { 'strimzi.io/kind': 'cluster-operator' } },
      podMetricsEndpoints: [{ port: 'http', path: '/metrics' }],
    },
  },
];
