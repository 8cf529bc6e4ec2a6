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
  {
    to: 'etl',
    labels: { 'strimzi.io/cluster': 'data', 'strimzi.io/pool-name': 'broker' },
    ports: [9093],
    speaks: 'tls',
    because: 'clients of Kafka check the certificate of brokers, and sign in with a password',
    source: 'https://strimzi.io/docs/operators/1.2.0/deploying#con-securing-kafka-authentication-str',
  },
  {
    to: 'etl',
    labels: { 'strimzi.io/cluster': 'cdc' },
    ports: [8083],
    from: 'etl',
    speaks: 'plain',
    because:
      'settings of connectors, in which passwords are names of Secrets; Strimzi alone calls it, and its pods each other, and Strimzi offers no TLS there',
    source: 'https://strimzi.io/docs/operators/1.2.0/deploying#con-kafka-connect-rest-api-str',
  },
  {
    to: 'olap',
    labels: { 'clickhouse.altinity.com/chi': 'olap' },
    ports: [8443, 9440],
    from: 'etl',
    speaks: 'tls',
    because: "sinks and Pentaho check the certificate of ClickHouse, which is of the cluster's authority",
    source: 'https://clickhouse.com/docs/guides/sre/configuring-ssl',
  },
  {
    to: 'olap',
    labels: { 'clickhouse.altinity.com/chi': 'olap' },
    ports: [8443],
    from: 'istio-ingress',
    speaks: 'tls',
    because: "gateways check the certificate of ClickHouse, which is of the cluster's authority, and the name in it",
    source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings',
  },
  {
    to: 'etl',
    labels: { 'app.kubernetes.io/name': 'risingwave' },
    ports: [4567],
    from: 'etl',
    speaks: 'tls',
    because: "psql checks the certificate of RisingWave, which is of the cluster's authority",
    source: 'https://www.postgresql.org/docs/17/libpq-ssl.html',
  },
  {
    to: 'etl',
    labels: { 'app.kubernetes.io/name': 'risingwave' },
    ports: [4567, 5688, 5690, 6660],
    from: 'etl',
    speaks: 'plain',
    because:
      'RisingWave has no TLS among its own parts; rows have no column that tells of a person, and network policies name its pods at both ends',
    source: 'https://github.com/risingwavelabs/risingwave/issues/9018',
  },
  ...[
    // RisingWave.
    { to: 'etl', ports: [1222, 1250, 1260, 8080] },
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
