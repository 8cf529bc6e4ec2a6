import { type Kafka, onNodes, type PlatformContext } from '@smile/cluster-platform';
import { inDays, inGibibytes, type KafkaValues } from '@smile/core';
import { apartOn } from '../../disks/data-placement.ts';
import { KAFKA_METADATA_VERSION } from '../../versions.ts';
import { KAFKA_CLUSTER, KAFKA_NAMESPACE, KAFKA_PORTS, OF_KAFKA_CLUSTER } from './kafka-addresses.ts';

/** Pods of the operators of topics and users; Strimzi names them, their service account, and their label so. */
export const ENTITY_OPERATOR = `${KAFKA_CLUSTER}-entity-operator`;

/** Of each of the two containers. */
const OPERATOR = {
  resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '512Mi' } },
};

/** The cluster: one way in, with TLS and a password, and nothing that an ACL does not allow. */
export function kafkaCluster(context: PlatformContext, values: KafkaValues): Kafka {
  const operators = { ...OF_KAFKA_CLUSTER, 'strimzi.io/name': ENTITY_OPERATOR };
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'Kafka',
    metadata: { name: KAFKA_CLUSTER, namespace: KAFKA_NAMESPACE },
    spec: {
      kafka: {
        version: kafkaVersion(context),
        metadataVersion: KAFKA_METADATA_VERSION,
        listeners: [
          {
            name: 'scram',
            port: KAFKA_PORTS.clients,
            type: 'internal',
            tls: true,
            authentication: { type: 'scram-sha-512' },
          },
        ],
        authorization: { type: 'simple' },
        // Each broker knows its zone: copies of a partition lie in different ones, and readers read from their own.
        rack: { topologyKey: 'topology.kubernetes.io/zone' },
        config: configuration(values),
        metricsConfig: { type: 'strimziMetricsReporter' },
        template: { podDisruptionBudget: { maxUnavailable: 1 } },
      },
      entityOperator: {
        topicOperator: OPERATOR,
        userOperator: OPERATOR,
        template: {
          pod: {
            priorityClassName: 'data',
            tolerations: [...onNodes(context.place).tolerations],
            affinity: { nodeAffinity: apartOn(context.place, operators).nodeAffinity },
          },
        },
      },
    },
  };
}

/** https://kafka.apache.org/documentation/#brokerconfigs */
function configuration({ replication, minInSync, retention, partitionSize }: KafkaValues) {
  return {
    // Topics are code.
    'auto.create.topics.enable': false,
    'default.replication.factor': replication,
    'min.insync.replicas': minInSync,
    'offsets.topic.replication.factor': replication,
    'transaction.state.log.replication.factor': replication,
    'transaction.state.log.min.isr': minInSync,
    // A copy that lags behind would lose what it does not have.
    'unclean.leader.election.enable': false,
    'replica.selector.class': 'org.apache.kafka.common.replica.RackAwareReplicaSelector',
    // After an unclean end each disk is read by several.
    'num.recovery.threads.per.data.dir': 4,
    'log.retention.hours': inDays(retention) * 24,
    // Of each partition: a disk of a node has no quota.
    'log.retention.bytes': inGibibytes(partitionSize) * 1024 ** 3,
  };
}

/** Strimzi's image has both versions in its tag, as in `1.2.0-kafka-4.3.1`. */
function kafkaVersion(context: PlatformContext): string {
  return context.imageVersion('strimzi-kafka').replace(/^.*-kafka-/, '');
}
