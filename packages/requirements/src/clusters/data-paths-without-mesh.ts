import type { PathWithoutMesh } from './paths-without-mesh.ts';

/** Paths of the data platform, which is outside of the mesh: everything but counts is TLS of the programs themselves. */
export const DATA_PATHS_WITHOUT_MESH: readonly PathWithoutMesh[] = [
  {
    to: 'etl',
    labels: { 'strimzi.io/cluster': 'data' },
    ports: [9090, 9091, 8443],
    from: 'etl',
    speaks: 'tls',
    because: 'nodes of Kafka and their operators show each other certificates of the authority that Strimzi keeps',
    source: 'https://strimzi.io/docs/operators/1.2.0/deploying#con-certificates-str',
  },
  {
    to: 'etl',
    labels: { 'app.kubernetes.io/name': 'zookeeper' },
    ports: [2281, 2888, 3888],
    speaks: 'tls',
    because: "members of ZooKeeper and replicas of ClickHouse show each other certificates of the cluster's authority",
    source: 'https://zookeeper.apache.org/doc/r3.9.5/zookeeperAdmin.html#Quorum+TLS',
  },
  {
    to: 'olap',
    labels: { 'clickhouse.altinity.com/chi': 'olap' },
    ports: [7171, 8443, 9009, 9440],
    from: 'olap',
    speaks: 'tls',
    because:
      "ClickHouse, and what copies its files, end TLS themselves, under a certificate of the cluster's authority",
    source: 'https://clickhouse.com/docs/guides/sre/configuring-ssl',
  },
  ...[
    // ZooKeeper, the operators of Kafka and of its topics and users, and Kafka itself.
    { to: 'etl', ports: [7000, 8080, 8081, 9404] },
    // What the operator of ClickHouse knows of replicas, and of itself, and ClickHouse.
    { to: 'olap', ports: [8888, 9363, 9999] },
    { to: 'node-agents', ports: [8080] },
  ].map(
    (one): PathWithoutMesh => ({
      ...one,
      from: 'monitoring',
      speaks: 'plain',
      because: 'counts that Prometheus reads: names of tables and topics, no rows, and nobody else may connect',
      source: 'https://prometheus.io/docs/operating/security/',
    }),
  ),
];
