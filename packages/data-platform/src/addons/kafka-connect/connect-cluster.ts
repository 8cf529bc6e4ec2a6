import { type KafkaConnect, onNodes, overZones, type PlatformContext } from '@smile/cluster-platform';
import type { JavaPodSize } from '@smile/core';
import { CONNECT, CONTROL_TOPICS } from '../../flow/flow-names.ts';
import { KAFKA_BOOTSTRAP, KAFKA_CLUSTER_CA, KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';
import { OF_CONNECT } from './connect-addresses.ts';
import { CONNECT_METRICS } from './connect-metrics.ts';

/** ConfigMap with the authorities of RDS as a trust store of Java. */
export const RDS_TRUST_STORE = { name: 'rds-trust-store', file: 'truststore.jks' } as const;
/** Where pods have it. Strimzi mounts what is not its own below `/mnt` alone. */
export const RDS_TRUST_STORE_PATH = `/mnt/rds/${RDS_TRUST_STORE.file}`;

/** Secret that cert-manager fills, of which only the authority of the cluster is mounted. */
export const CLUSTER_TRUST = { secret: 'cdc-trust', file: 'truststore.jks' } as const;
const CLUSTER_TRUST_PATH = '/mnt/cluster';

/** Version of Kafka in the image, as in the tag of its base. */
const KAFKA_VERSION = '4.3.1';

/**
 * Kafka Connect, which runs connectors that are objects of their own.
 * https://strimzi.io/docs/operators/1.2.0/configuring#type-KafkaConnectSpec-reference
 *
 * @param image with its registry, and the digest that was reviewed.
 */
export function connectCluster(
  context: PlatformContext,
  image: string,
  { cpu, memory, heap }: JavaPodSize,
): KafkaConnect {
  const heapSize = heap.replace(/i$/, '').toLowerCase();
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaConnect',
    metadata: {
      name: CONNECT,
      namespace: KAFKA_NAMESPACE,
      annotations: { 'strimzi.io/use-connector-resources': 'true' },
    },
    spec: {
      version: KAFKA_VERSION,
      replicas: context.copies(2),
      image,
      bootstrapServers: KAFKA_BOOTSTRAP,
      groupId: CONNECT,
      configStorageTopic: CONTROL_TOPICS.connectConfigs,
      offsetStorageTopic: CONTROL_TOPICS.connectOffsets,
      statusStorageTopic: CONTROL_TOPICS.connectStatus,
      tls: { trustedCertificates: [{ secretName: KAFKA_CLUSTER_CA.secret, pattern: '*.crt' }] },
      // Strimzi makes a Secret of the name of each user.
      authentication: {
        type: 'scram-sha-512',
        username: CONNECT,
        passwordSecret: { secretName: CONNECT, password: 'password' },
      },
      config: CONFIG,
      resources: { requests: { cpu, memory }, limits: { memory } },
      jvmOptions: { '-Xms': heapSize, '-Xmx': heapSize, javaSystemProperties: TRUST },
      metricsConfig: { type: 'jmxPrometheusExporter', valueFrom: { configMapKeyRef: CONNECT_METRICS } },
      template: template(context),
    },
  };
}

const JSON_CONVERTER = 'org.apache.kafka.connect.json.JsonConverter';

const CONFIG = {
  // The topics are code, with their own copies.
  'config.storage.replication.factor': -1,
  'offset.storage.replication.factor': -1,
  'status.storage.replication.factor': -1,
  'config.providers': 'secrets',
  'config.providers.secrets.class': 'io.strimzi.kafka.KubernetesSecretConfigProvider',
  'key.converter': JSON_CONVERTER,
  'value.converter': JSON_CONVERTER,
  'key.converter.schemas.enable': true,
  'value.converter.schemas.enable': true,
  // Each message repeats its schema.
  'producer.compression.type': 'zstd',
} as const;

/** Whom Java trusts where a program says nothing else: the authority of the cluster, which signed ClickHouse's certificate. */
const TRUST = [
  { name: 'javax.net.ssl.trustStore', value: `${CLUSTER_TRUST_PATH}/${CLUSTER_TRUST.file}` },
  // Without a password Java reads such a store and does not ask whether it is whole.
  { name: 'javax.net.ssl.trustStoreType', value: 'JKS' },
] as const;

function template(context: PlatformContext): KafkaConnect['spec']['template'] {
  const { nodeSelector } = onNodes(context.place);
  const matchExpressions = Object.entries(nodeSelector).map(([key, value]) => ({
    key,
    operator: 'In' as const,
    values: [value],
  }));
  return {
    pod: {
      priorityClassName: 'data',
      // Strimzi has no node selector.
      affinity: {
        nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
      },
      topologySpreadConstraints: overZones(OF_CONNECT),
      volumes: [
        { name: 'rds', configMap: { name: RDS_TRUST_STORE.name } },
        {
          name: 'cluster',
          secret: {
            secretName: CLUSTER_TRUST.secret,
            items: [{ key: CLUSTER_TRUST.file, path: CLUSTER_TRUST.file }],
          },
        },
      ],
    },
    connectContainer: {
      volumeMounts: [
        { name: 'rds', mountPath: '/mnt/rds', readOnly: true },
        { name: 'cluster', mountPath: CLUSTER_TRUST_PATH, readOnly: true },
      ],
    },
    ...(context.hasCopies ? { podDisruptionBudget: { maxUnavailable: 1 } } : {}),
  };
}
