import type { ClickHouseInstallation, PlatformContext } from '@smile/cluster-platform';
import type { ClickhouseValues } from '@smile/core';
import { ZOOKEEPER_PORTS, zookeeperHosts } from '../zookeeper/zookeeper-addresses.ts';
import {
  CLICKHOUSE_CLUSTER,
  CLICKHOUSE_INSTALLATION,
  CLICKHOUSE_NAMESPACE,
  CLICKHOUSE_PORTS,
  CLICKHOUSE_SERVICE,
} from './clickhouse-addresses.ts';
import { clickhousePod, DATA_VOLUME, dataClaim, POD_TEMPLATE } from './clickhouse-pod.ts';
import { openSsl, profiles, serverSettings } from './clickhouse-settings.ts';
import { quotas, users } from './clickhouse-users.ts';

const SERVICE_TEMPLATE = 'all-replicas';

export interface ClickhouseInstallationProps {
  readonly values: ClickhouseValues;
  /** Members of the ensemble. */
  readonly zookeeperMembers: number;
  /** Bucket of backups. */
  readonly bucketName: string;
}

/**
 * One shard, of which every replica has everything. Replicas are made and renewed one after another, and one that lost its disk is taken out
 * of ZooKeeper and filled anew from the others.
 */
export function clickhouseInstallation(
  context: PlatformContext,
  props: ClickhouseInstallationProps,
): ClickHouseInstallation {
  const { values, zookeeperMembers } = props;
  return {
    apiVersion: 'clickhouse.altinity.com/v1',
    kind: 'ClickHouseInstallation',
    metadata: { name: CLICKHOUSE_INSTALLATION, namespace: CLICKHOUSE_NAMESPACE },
    spec: {
      reconcile: {
        policy: 'wait',
        host: {
          wait: { exclude: 'true', queries: 'true', include: 'true' },
          drop: { replicas: { onDelete: 'yes', onLostVolume: 'yes', active: 'no' } },
        },
        runtime: { reconcileShardsThreadsNumber: 1, reconcileShardsMaxConcurrencyPercent: 50 },
      },
      defaults: {
        replicasUseFQDN: 'yes',
        storageManagement: { provisioner: 'StatefulSet', reclaimPolicy: 'Retain' },
        templates: {
          podTemplate: POD_TEMPLATE,
          dataVolumeClaimTemplate: DATA_VOLUME,
          serviceTemplate: SERVICE_TEMPLATE,
        },
      },
      configuration: {
        zookeeper: {
          nodes: zookeeperHosts(zookeeperMembers).map((host) => ({
            host,
            port: ZOOKEEPER_PORTS.clients,
            secure: 'yes' as const,
          })),
          session_timeout_ms: 30_000,
          operation_timeout_ms: 10_000,
          root: '/clickhouse',
        },
        users: users(context.cluster.vpc.cidr),
        profiles: profiles(values),
        quotas: quotas(),
        settings: serverSettings(),
        files: { 'config.d/openssl.xml': openSsl() },
        clusters: [
          {
            name: CLICKHOUSE_CLUSTER,
            secure: 'yes',
            insecure: 'no',
            // Replicas show each other that they belong together.
            secret: { auto: 'true' },
            ...(values.replicas > 1
              ? { pdbManaged: 'yes' as const, pdbMaxUnavailable: 1 }
              : { pdbManaged: 'no' as const }),
            schemaPolicy: { replica: 'All', shard: 'All' },
            layout: { shardsCount: 1, replicasCount: values.replicas },
          },
        ],
      },
      templates: {
        serviceTemplates: [
          {
            name: SERVICE_TEMPLATE,
            generateName: CLICKHOUSE_SERVICE,
            spec: {
              type: 'ClusterIP',
              ports: [
                { name: 'https', port: CLICKHOUSE_PORTS.https, targetPort: CLICKHOUSE_PORTS.https },
                { name: 'secureclient', port: CLICKHOUSE_PORTS.native, targetPort: CLICKHOUSE_PORTS.native },
              ],
            },
          },
        ],
        volumeClaimTemplates: [dataClaim(context, values)],
        podTemplates: [clickhousePod(context, props)],
      },
    },
  };
}
