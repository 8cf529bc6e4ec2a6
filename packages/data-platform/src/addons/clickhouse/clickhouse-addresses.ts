import { type PlatformContext, Pods } from '@smile/cluster-platform';

/** Name of the installation of ClickHouse. The operator makes every other name of it; changing it makes another one, without data. */
export const CLICKHOUSE_INSTALLATION = 'olap';

export const CLICKHOUSE_NAMESPACE = 'olap';

/** Name of the cluster within the installation, as in `ON CLUSTER main`. */
export const CLICKHOUSE_CLUSTER = 'main';

/** Ports, all with TLS but that of metrics. https://clickhouse.com/docs/guides/sre/network-ports */
export const CLICKHOUSE_PORTS = { https: 8443, native: 9440, replication: 9009, metrics: 9363, backup: 7171 } as const;

/** Name of the Service in front of every replica; the operator names it `clickhouse-<installation>`. */
export const CLICKHOUSE_SERVICE = `clickhouse-${CLICKHOUSE_INSTALLATION}`;

/** Host of that Service. */
export const CLICKHOUSE_HOST = `${CLICKHOUSE_SERVICE}.${CLICKHOUSE_NAMESPACE}.svc.cluster.local`;

/**
 * Users, besides the operator's own: a person, what writes from Kafka and RisingWave, Pentaho, and backups. Their passwords are fields
 * of the secret `clickhouse`.
 */
export const CLICKHOUSE_USERS = ['admin', 'ingest', 'etl', 'backup'] as const;

/** Pods of ClickHouse, as its clients name them; who connects to them calls `allowFrom`. */
export function clickhousePods({ owner }: PlatformContext): Pods {
  return new Pods({
    owner,
    namespace: CLICKHOUSE_NAMESPACE,
    name: 'clickhouse',
    labels: { 'clickhouse.altinity.com/chi': CLICKHOUSE_INSTALLATION },
    ports: [CLICKHOUSE_PORTS.https, CLICKHOUSE_PORTS.native],
  });
}
