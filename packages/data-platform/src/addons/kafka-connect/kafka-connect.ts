import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import {
  type Addon,
  type Certificate,
  CLUSTER_CA,
  type PlatformContext,
  type PodMonitor,
} from '@smile/cluster-platform';
import { type JavaPodSize, PORTS, ValidationError } from '@smile/core';
import { rdsAuthorities } from '@smile/databases';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import { clickhousePods } from '../clickhouse/clickhouse-addresses.ts';
import { KAFKA_NAMESPACE, kafkaBrokers } from '../kafka/kafka-addresses.ts';
import { strimziPods } from '../strimzi/strimzi-pods.ts';
import { CONNECT_PORTS, connectPods, OF_CONNECT } from './connect-addresses.ts';
import { CLUSTER_TRUST, connectCluster, RDS_TRUST_STORE } from './connect-cluster.ts';
import { CONNECT_METRICS, METRIC_RULES } from './connect-metrics.ts';
import { javaTrustStore } from './java-trust-store.ts';
import { SecretReader } from './secret-reader.ts';

const IMAGE = 'kafka-connect';

/**
 * Kafka Connect (DAT-DEBEZIUM): runs Debezium and the sinks of ClickHouse, of an image that has both (`images/kafka-connect`).
 *
 * @param image tag and digest in the environment's own registry.
 */
export function kafkaConnect(context: PlatformContext, image: string, pod: JavaPodSize): Addon {
  const { repository } = context.imageWithHost(IMAGE);
  return {
    id: 'KafkaConnect',
    namespace: KAFKA_NAMESPACE,
    requires: ['kafka', 'kafka-kinds', 'monitor-kinds', 'cluster-ca', 'secrets'],
    provides: ['kafka-connect'],
    runsOn: [context.place],
    images: [IMAGE],
    pods: [{ name: IMAGE, on: 'platform', copies: context.copies(2), cpu: pod.cpu, memory: pod.memory }],
    prepare: (scope, before) => [
      ...new SecretReader(scope, 'Secrets', before).ready,
      trustStore(scope, context, before),
    ],
    connect: () => connect(context),
    objects: {
      name: IMAGE,
      keeps: 'Kafka Connect, with every connector',
      objects: [
        CERTIFICATE,
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: CONNECT_METRICS.name, namespace: KAFKA_NAMESPACE },
          data: { [CONNECT_METRICS.key]: JSON.stringify(METRIC_RULES) },
        },
        connectCluster(context, `${repository}:${image}`, pod),
        MONITOR,
      ],
    },
  };
}

/**
 * Authorities of RDS, as Debezium reads them.
 *
 * @throws ValidationError for a region whose authorities neither the package nor the environment has.
 */
function trustStore(
  scope: Construct,
  { environment, values }: PlatformContext,
  before: readonly ITerraformDependable[],
): ConfigMapV1 {
  const authorities = values.databaseAuthorities ?? rdsAuthorities(environment.region);
  if (authorities === undefined) {
    throw new ValidationError(scope, [
      `nobody knows the authorities of RDS in ${environment.region}; add platform.databaseAuthorities with the bundle of the region`,
    ]);
  }
  return new ConfigMapV1(scope, 'RdsTrustStore', {
    metadata: { name: RDS_TRUST_STORE.name, namespace: KAFKA_NAMESPACE },
    binaryData: { [RDS_TRUST_STORE.file]: javaTrustStore(authorities).toString('base64') },
    dependsOn: [...before],
  });
}

/** Brings the authority of the cluster in the form that Java reads; nobody uses the certificate itself. */
const CERTIFICATE: Certificate = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: CLUSTER_TRUST.secret, namespace: KAFKA_NAMESPACE },
  spec: {
    secretName: CLUSTER_TRUST.secret,
    commonName: 'kafka-connect',
    duration: '2160h',
    renewBefore: '720h',
    usages: ['client auth'],
    privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
    keystores: { jks: { create: true, passwordSecretRef: { name: 'cdc-keystore', key: 'password' } } },
    issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' },
  },
};

const MONITOR: PodMonitor = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: IMAGE, namespace: KAFKA_NAMESPACE },
  spec: {
    selector: { matchLabels: { ...OF_CONNECT, 'strimzi.io/kind': 'KafkaConnect' } },
    podMetricsEndpoints: [{ port: 'tcp-prometheus', path: '/metrics' }],
  },
};

function connect(context: PlatformContext): void {
  const pods = connectPods(context);
  pods.allowFrom(pods, 'Pods of Kafka Connect pass on what their leader must decide');
  pods.allowFrom(strimziPods(context), 'Strimzi makes connectors of objects, and asks how they do');
  pods.allowFrom(context.prometheus, 'Prometheus reads how connectors do', [CONNECT_PORTS.metrics]);
  kafkaBrokers(context).allowFrom(pods, 'Connectors write what they capture, and read what goes to ClickHouse');
  clickhousePods(context).allowFrom(pods, 'Sinks write rows into ClickHouse');
  pods.allowToBlocks(context.dataStores, 'Debezium reads the binary log of the main MySQL', [PORTS.mysql.from]);
  pods.allowToBlocks(context.kubernetesApi, 'Kafka Connect reads the Secrets that connectors name', [443]);
}
