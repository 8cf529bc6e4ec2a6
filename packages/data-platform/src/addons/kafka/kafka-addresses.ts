import { type PlatformContext, Pods } from '@smile/cluster-platform';

/** Name of the Kafka cluster. Strimzi makes every other name of it; changing it makes another cluster, without data. */
export const KAFKA_CLUSTER = 'data';

/** Namespace of Kafka, and of whatever reads a Secret of its users. */
export const KAFKA_NAMESPACE = 'etl';

/** Names of the pools of its nodes. They are part of the names of pods and claims: changing one starts with empty disks. */
export const KAFKA_POOLS = { brokers: 'broker', controllers: 'controller' } as const;

/**
 * Ports of brokers: the one way in for clients, with TLS and SCRAM-SHA-512; the port among the nodes of the cluster, with certificates
 * of Strimzi; the port of controllers; metrics. https://strimzi.io/docs/operators/latest/full/deploying.html#con-securing-brokers-str
 */
export const KAFKA_PORTS = { clients: 9093, replication: 9091, controllers: 9090, metrics: 9404, agent: 8443 } as const;

/** Where clients connect first, as `bootstrap.servers` takes it. Strimzi names the Service `<cluster>-kafka-bootstrap`. */
export const KAFKA_BOOTSTRAP = `${KAFKA_CLUSTER}-kafka-bootstrap.${KAFKA_NAMESPACE}.svc:${KAFKA_PORTS.clients}`;

/** How clients connect, in the words of Kafka's clients. */
export const KAFKA_SECURITY = { protocol: 'SASL_SSL', mechanism: 'SCRAM-SHA-512' } as const;

/** Secret of the authority that signed the certificates of brokers, in {@link KAFKA_NAMESPACE}; Strimzi renews it every year. */
export const KAFKA_CLUSTER_CA = { secret: `${KAFKA_CLUSTER}-cluster-ca-cert`, key: 'ca.crt' } as const;

/** What makes a resource of Strimzi belong to the cluster. */
export const OF_KAFKA_CLUSTER = { 'strimzi.io/cluster': KAFKA_CLUSTER } as const;

/** Kafka, as its clients name it; who connects to it calls `allowFrom`. */
export function kafkaBrokers({ owner }: PlatformContext): Pods {
  return new Pods({
    owner,
    namespace: KAFKA_NAMESPACE,
    name: 'kafka-brokers',
    labels: { ...OF_KAFKA_CLUSTER, 'strimzi.io/pool-name': KAFKA_POOLS.brokers },
    ports: [KAFKA_PORTS.clients],
  });
}
