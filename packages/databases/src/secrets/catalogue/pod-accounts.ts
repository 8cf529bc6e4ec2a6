/**
 * Namespaces that a cluster has besides those of Kubernetes, by the role of the cluster. Where one cluster takes both roles it has
 * both lists. Source: the design's table of namespaces, and requirement K8S-NS.
 */
export const CLUSTER_NAMESPACES = {
  application: [
    'cert-manager',
    'external-secrets',
    'database-jobs',
    'istio-system',
    'istio-ingress',
    'monitoring',
    'node-agents',
    'auth',
    'smile',
    'wms',
    'jenkins',
    'jenkins-check',
    'jenkins-plan',
    'jenkins-apply',
    'jenkins-build',
  ],
  data: [
    'cert-manager',
    'external-secrets',
    'istio-system',
    'istio-ingress',
    'monitoring',
    'node-agents',
    'etl',
    'olap',
  ],
} as const;

/** What a cluster is for; in an environment with one cluster that one has both roles. */
export type SecretCluster = keyof typeof CLUSTER_NAMESPACES;

/** Pods of one Kubernetes service account. */
export interface PodAccount {
  /** Cluster that the pods run in, by its role. */
  readonly cluster: SecretCluster;
  readonly namespace: string;
  readonly serviceAccount: string;
}

/** Pods of an account, in a namespace that the cluster has. */
function pods<Cluster extends SecretCluster>(
  cluster: Cluster,
  namespace: (typeof CLUSTER_NAMESPACES)[Cluster][number],
  serviceAccount: string,
): PodAccount {
  return { cluster, namespace, serviceAccount };
}

/** Services of SMILE that use its data stores; each runs under an account of its own name. */
export const SMILE_BACKENDS = ['core', 'main', 'platform', 'auth', 'sync', 'warehouse'].map((service) =>
  pods('application', 'smile', `backend-${service}`),
);

/** Services of WMS that use its data stores. */
export const WMS_BACKENDS = ['backend', 'bff'].map((service) => pods('application', 'wms', `wms-${service}`));

/** Who reads what, by name. Charts take the account's name as a value. */
export const PODS = {
  keycloak: pods('application', 'auth', 'keycloak'),
  /** Job that brings the realm into line with the code. */
  realm: pods('application', 'auth', 'keycloak-realm'),
  grafana: pods('application', 'monitoring', 'grafana'),
  /** Signs certificates in each cluster, those of telemetry between the clusters too. */
  applicationCertificates: pods('application', 'cert-manager', 'cert-manager'),
  dataCertificates: pods('data', 'cert-manager', 'cert-manager'),
  jenkins: pods('application', 'jenkins', 'jenkins'),
  check: pods('application', 'jenkins-check', 'check'),
  plan: pods('application', 'jenkins-plan', 'plan'),
  apply: pods('application', 'jenkins-apply', 'apply'),
  /** Signs people in before consoles that have no sign-in of their own; one in each cluster, and beside Keycloak where that is. */
  applicationConsoles: pods('application', 'auth', 'oauth2-proxy'),
  dataConsoles: pods('data', 'istio-ingress', 'oauth2-proxy'),
  /** Job that makes schemas and users in MySQL, also those of the data cluster. It reads secrets by itself. */
  mysqlAccounts: pods('application', 'database-jobs', 'mysql-accounts'),
  /** Kafka Connect, which runs Debezium and the sink of ClickHouse. Strimzi names the account after the resource `cdc`. */
  connect: pods('data', 'etl', 'cdc-connect'),
  /** Strimzi's operator of users, which gives Kafka's users the passwords that we chose. */
  kafkaUsers: pods('data', 'etl', 'data-entity-operator'),
  risingwave: pods('data', 'etl', 'risingwave'),
  /** Job that runs the SQL of sources, views and sinks. */
  risingwaveSql: pods('data', 'etl', 'risingwave-sql'),
  pentaho: pods('data', 'etl', 'pentaho'),
  clickhouse: pods('data', 'olap', 'clickhouse'),
  /** Job that has one replica copy its files to S3. */
  clickhouseBackup: pods('data', 'olap', 'clickhouse-backup'),
  /** Job that makes the tables for what comes through Kafka. */
  clickhouseTables: pods('data', 'olap', 'clickhouse-tables'),
  clickhouseOperator: pods('data', 'olap', 'clickhouse-operator'),
} as const;
