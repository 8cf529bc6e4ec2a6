import { TEST_DATA_PLATFORM } from '@smile/core/fixtures';
import { describe, expect, test } from 'vitest';
import { environmentWith, madeStore, policiesOf, storeIds } from '../../fixtures.ts';
import { KAFKA_BOOTSTRAP, KAFKA_CLUSTER_CA, KAFKA_SECURITY, kafkaBrokers } from './kafka-addresses.ts';

const made = madeStore('Kafka');
const objects = made.addon.objects?.objects ?? [];
const named = (kind: string, name: string) =>
  objects.find((one) => one.kind === kind && one.metadata.name === name) as never as { readonly spec: Spec };

interface Spec {
  readonly replicas: number;
  readonly roles: readonly string[];
  readonly storage: object;
  readonly resources: object;
  readonly jvmOptions: object;
  readonly template: { readonly pod: Readonly<Record<string, unknown>> };
  readonly kafka: Readonly<Record<string, unknown>>;
}

const [brokers, controllers, cluster] = [
  named('KafkaNodePool', 'broker').spec,
  named('KafkaNodePool', 'controller').spec,
  named('Kafka', 'data').spec,
];

const spread = (pool: string) => [
  {
    maxSkew: 1,
    topologyKey: 'topology.kubernetes.io/zone',
    whenUnsatisfiable: 'DoNotSchedule',
    labelSelector: { matchLabels: { 'strimzi.io/cluster': 'data', 'strimzi.io/pool-name': pool } },
  },
];

describe('brokers', () => {
  // https://strimzi.io/docs/operators/1.2.0/configuring#type-JbodStorage-reference: one volume keeps the metadata.
  test('have the disks of their nodes, and keep them', () => {
    const volume = { type: 'persistent-claim', size: '1000Gi', class: 'local-disk', deleteClaim: false };
    expect(brokers.storage).toEqual({
      type: 'jbod',
      volumes: [
        { id: 0, ...volume, kraftMetadata: 'shared' },
        { id: 1, ...volume },
      ],
    });
  });

  test('lie on nodes of their own, one in each zone, and no two on one node', () => {
    expect(brokers.replicas).toBe(3);
    expect(brokers.template.pod).toMatchObject({
      tolerations: [{ key: 'smile/role', operator: 'Equal', value: 'kafka', effect: 'NoSchedule' }],
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ matchExpressions: [{ key: 'smile/role', operator: 'In', values: ['kafka'] }] }],
          },
        },
        podAntiAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              topologyKey: 'kubernetes.io/hostname',
              labelSelector: { matchLabels: { 'strimzi.io/cluster': 'data', 'strimzi.io/pool-name': 'broker' } },
            },
          ],
        },
      },
      topologySpreadConstraints: spread('broker'),
    });
  });

  // Java's units have one letter: https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
  test('leave Linux the memory beside their heap, for files', () => {
    expect(brokers.jvmOptions).toEqual({ '-Xms': '4g', '-Xmx': '4g' });
    expect(brokers.resources).toEqual({ requests: { cpu: '4', memory: '16Gi' }, limits: { memory: '16Gi' } });
  });
});

describe('controllers', () => {
  test('are three voters over zones, on EBS: one that comes back must know what it knew', () => {
    expect(controllers).toMatchObject({
      replicas: 3,
      roles: ['controller'],
      storage: { volumes: [{ class: 'gp3', deleteClaim: false, kraftMetadata: 'shared' }] },
    });
    expect(controllers.template.pod.topologySpreadConstraints).toEqual(spread('controller'));
  });
});

describe('the cluster', () => {
  test('lets nobody in without TLS and a password, and nobody do what no ACL allows', () => {
    expect(cluster.kafka.listeners).toEqual([
      { name: 'scram', port: 9093, type: 'internal', tls: true, authentication: { type: 'scram-sha-512' } },
    ]);
    expect(cluster.kafka.authorization).toEqual({ type: 'simple' });
  });

  // https://kafka.apache.org/documentation/#brokerconfigs
  test('bears the loss of a broker, and loses nothing that it said was written', () => {
    expect(cluster.kafka.config).toMatchObject({
      'auto.create.topics.enable': false,
      'default.replication.factor': 3,
      'min.insync.replicas': 2,
      'offsets.topic.replication.factor': 3,
      'transaction.state.log.replication.factor': 3,
      'transaction.state.log.min.isr': 2,
      'unclean.leader.election.enable': false,
      'log.retention.hours': 120,
      'log.retention.bytes': 8_589_934_592,
    });
    expect(cluster.kafka.rack).toEqual({ topologyKey: 'topology.kubernetes.io/zone' });
    expect(cluster.kafka.template).toEqual({ podDisruptionBudget: { maxUnavailable: 1 } });
  });

  // kafka-versions.yaml of Strimzi 1.2.0: 4.3.1 is its default, and writes metadata as 4.3-IV0.
  test('has the version that the image of the operator has', () => {
    expect(cluster.kafka).toMatchObject({ version: '4.3.1', metadataVersion: '4.3-IV0' });
  });

  // https://strimzi.io/docs/operators/1.2.0/deploying: Services and Secrets are named after the cluster.
  test('is where clients look for it', () => {
    expect(KAFKA_BOOTSTRAP).toBe('data-kafka-bootstrap.etl.svc:9093');
    expect(KAFKA_CLUSTER_CA).toEqual({ secret: 'data-cluster-ca-cert', key: 'ca.crt' });
    // https://kafka.apache.org/documentation/#security_sasl_scram_clientconfig
    expect(KAFKA_SECURITY).toEqual({ protocol: 'SASL_SSL', mechanism: 'SCRAM-SHA-512' });
    // Labels that Strimzi gives to pods of a pool.
    expect(kafkaBrokers({ owner: made.stack } as never)).toMatchObject({
      namespace: 'etl',
      labels: { 'strimzi.io/cluster': 'data', 'strimzi.io/pool-name': 'broker' },
      ports: [9093],
    });
  });
});

// Ports: https://strimzi.io/docs/operators/1.2.0/deploying, "network policies" of the cluster that the operator would generate
test('parts of Kafka reach each other, and nothing else reaches them', () => {
  const policies = policiesOf(made);
  const ports = (name: string) => {
    const { ingress } = policies[name] as { ingress: readonly { ports: readonly { port: string }[] }[] };
    return ingress.flatMap((rule) => rule.ports.map(({ port }) => port));
  };
  expect(
    Object.keys(policies)
      .sort()
      .filter((name) => name.startsWith('kafka-from-')),
  ).toEqual(['kafka-from-kafka', 'kafka-from-kafka-operators', 'kafka-from-prometheus', 'kafka-from-strimzi']);
  expect(ports('kafka-from-kafka')).toEqual(['9090', '9091']);
  expect(ports('kafka-from-strimzi')).toEqual(['9090', '9091', '8443']);
  expect(ports('kafka-from-kafka-operators')).toEqual(['9091']);
  expect(ports('kafka-from-prometheus')).toEqual(['9404']);
});

test('is refused on nodes whose disks are too small, with every problem', () => {
  const kafka = { ...TEST_DATA_PLATFORM.kafka, volumes: { count: 3, size: '100 GiB' as const }, brokers: 4 };
  expect(() => madeStore('Kafka', { stores: { ...TEST_DATA_PLATFORM, kafka } })).toThrow(
    [
      'indonesia-staging-data-platform/Network: 2 problems',
      '  - kafka has 4 pods, each on a node of its own, and group kafka has 3 nodes; raise nodes of the group, or have fewer pods',
      '  - kafka claims 3 volumes for each pod, and a i3en.2xlarge of group kafka in apse3-az3 has 2; claim fewer, or choose a type with more disks',
    ].join('\n'),
  );
});

describe('one of everything, on EBS', () => {
  const { kafka, zookeeper, clickhouse } = TEST_DATA_PLATFORM;
  const small = {
    kafka: { ...kafka, brokers: 1, controllers: 1, replication: 1, minInSync: 1, disks: 'ebs' },
    zookeeper: { ...zookeeper, members: 1, disks: 'ebs' },
    clickhouse: { ...clickhouse, replicas: 1, insertQuorum: 1, disks: 'ebs' },
  } as const;

  test('needs no disks of nodes, and nobody who waits before a broker goes', () => {
    expect(storeIds(small, environmentWith({}))).toEqual([
      'StrimziOperator',
      'Kafka',
      'KafkaTopics',
      'KafkaGate',
      'Zookeeper',
      'ClickhouseOperator',
      'Clickhouse',
      'ClickhouseGate',
      'ClickhouseBackup',
      'DataAlerts',
    ]);
    expect(storeIds(TEST_DATA_PLATFORM)).toEqual(expect.arrayContaining(['LocalVolumes', 'DrainCleaner']));
  });

  test('claims volumes of the default class', () => {
    const pools = madeStore('Kafka', { stores: small, environment: environmentWith({}) }).addon.objects?.objects ?? [];
    expect(JSON.stringify(pools)).not.toContain('local-disk');
    expect(JSON.stringify(pools)).toContain('"class":"gp3"');
  });
});
