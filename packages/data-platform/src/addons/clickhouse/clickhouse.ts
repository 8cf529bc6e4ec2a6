import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import {
  type Addon,
  type Certificate,
  CLUSTER_CA,
  type Destination,
  type PlatformContext,
  type PodMonitor,
} from '@smile/cluster-platform';
import { backupDays, type DataPlatformValues, inDays, type PrivateBucket, throwIfAny } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import { type DiskClaims, diskProblems } from '../../disks/data-disks.ts';
import { BACKUP_FOLDER } from '../clickhouse-backup/backup-names.ts';
import { clickhouseOperatorPods } from '../clickhouse-operator/clickhouse-operator.ts';
import { readinessGate } from '../readiness/readiness-gate.ts';
import {
  CLICKHOUSE_INSTALLATION,
  CLICKHOUSE_NAMESPACE,
  CLICKHOUSE_PORTS,
  CLICKHOUSE_SERVICE,
  clickhousePods,
} from './clickhouse-addresses.ts';
import { clickhouseInstallation } from './clickhouse-installation.ts';
import { CERTIFICATE_SECRET, clickhouseDemand } from './clickhouse-pod.ts';

const { serviceAccount: ACCOUNT } = PODS.clickhouse;

/** What each replica claims. */
export function clickhouseClaims({ clickhouse: { replicas, disks, volume } }: DataPlatformValues): DiskClaims {
  return { component: 'clickhouse', disks, pods: replicas, each: [volume] };
}

/**
 * ClickHouse (DAT-CLICKHOUSE): one shard with several replicas, which agree in ZooKeeper on who has what, and a container beside each that
 * copies its files to S3.
 *
 * @param backups bucket of the data platform's backups, of which it reaches its own folder.
 * @throws ValidationError when the disks of the nodes are too small or too few, or S3 deletes what a backup rests on.
 */
export function clickhouse(context: PlatformContext, values: DataPlatformValues, backups: PrivateBucket): Addon {
  const claims = clickhouseClaims(values);
  throwIfAny(context.owner, [...diskProblems(context.environment, claims), ...retentionProblems(context, values)]);
  const props = {
    values: values.clickhouse,
    zookeeperMembers: values.zookeeper.members,
    bucketName: backups.bucketName,
  };
  return {
    id: 'Clickhouse',
    namespace: CLICKHOUSE_NAMESPACE,
    requires: [
      'clickhouse-kinds',
      'cluster-ca',
      'monitor-kinds',
      'zookeeper',
      'secrets',
      ...(claims.disks === 'of-nodes' ? (['local-volumes'] as const) : []),
    ],
    provides: ['clickhouse-nodes'],
    runsOn: [context.placeOf('clickhouse')],
    images: ['clickhouse-server', 'clickhouse-backup'],
    pods: clickhouseDemand(values.clickhouse),
    identity: {
      serviceAccount: ACCOUNT,
      description: 'ClickHouse, whose backups go to S3',
      grant: (role) => backups.grantReadWrite(role, BACKUP_FOLDER),
    },
    prepare: (scope, before) => [
      new ServiceAccountV1(scope, 'Account', {
        metadata: { name: ACCOUNT, namespace: CLICKHOUSE_NAMESPACE },
        automountServiceAccountToken: false,
        dependsOn: [...before],
      }),
    ],
    connect: () => connect(context),
    serves: { ClickHouse: [destination(context)] },
    objects: {
      name: 'clickhouse',
      keeps: 'ClickHouse, and every table in it',
      objects: [CERTIFICATE, clickhouseInstallation(context, props), MONITOR],
    },
  };
}

/** Its page and its interface for SQL. It ends TLS itself, and asks everybody for a user and a password. https://clickhouse.com/docs/interfaces/http */
function destination(context: PlatformContext): Destination {
  return {
    namespace: CLICKHOUSE_NAMESPACE,
    service: CLICKHOUSE_SERVICE,
    port: CLICKHOUSE_PORTS.https,
    podLabels: clickhousePods(context).labels,
    transport: 'cluster-tls',
  };
}

/** Holds back what uses ClickHouse until the operator has brought up every replica. */
export function clickhouseGate(context: PlatformContext, { clickhouse: values }: DataPlatformValues): Addon {
  return readinessGate(context, {
    id: 'ClickhouseGate',
    namespace: CLICKHOUSE_NAMESPACE,
    name: 'clickhouse-gate',
    requires: ['clickhouse-nodes'],
    provides: ['clickhouse'],
    awaits: [
      {
        kind: 'clickhouseinstallations.clickhouse.altinity.com',
        name: CLICKHOUSE_INSTALLATION,
        until: 'jsonpath={.status.status}=Completed',
      },
    ],
    content: { values },
    hint: 'kubectl describe them, and docs/runbooks/data-platform-failures.md',
  });
}

/** S3 deletes by age alone, and knows nothing of what a backup rests on. */
function retentionProblems({ environment }: PlatformContext, { clickhouse: { backup } }: DataPlatformValues): string[] {
  const bucket = environment.storage.workloads?.dataPlatformBackupRetention;
  const needed = backupDays(backup);
  if (bucket === undefined || inDays(bucket) > needed) return [];
  return [
    `platform.dataPlatform.clickhouse.backup keeps ${backup.kept} backups that rest on one of up to ${backup.fullEvery} before, ${needed} days, and the bucket deletes after ${bucket}; raise storage.workloads.dataPlatformBackupRetention above ${needed} days, or keep fewer`,
  ];
}

/** One certificate for all replicas, who are servers and clients to each other, and clients of ZooKeeper. */
const CERTIFICATE: Certificate = {
  apiVersion: 'cert-manager.io/v1',
  kind: 'Certificate',
  metadata: { name: CERTIFICATE_SECRET, namespace: CLICKHOUSE_NAMESPACE },
  spec: {
    secretName: CERTIFICATE_SECRET,
    commonName: CLICKHOUSE_SERVICE,
    dnsNames: [
      'localhost',
      ...['svc', 'svc.cluster.local'].flatMap((domain) => [
        `${CLICKHOUSE_SERVICE}.${CLICKHOUSE_NAMESPACE}.${domain}`,
        `*.${CLICKHOUSE_NAMESPACE}.${domain}`,
      ]),
    ],
    ipAddresses: ['127.0.0.1'],
    duration: '2160h',
    renewBefore: '720h',
    usages: ['digital signature', 'key encipherment', 'server auth', 'client auth'],
    privateKey: { algorithm: 'RSA', size: 2048, rotationPolicy: 'Always' },
    issuerRef: { name: CLUSTER_CA, kind: 'ClusterIssuer', group: 'cert-manager.io' },
  },
};

const MONITOR: PodMonitor = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PodMonitor',
  metadata: { name: 'clickhouse', namespace: CLICKHOUSE_NAMESPACE },
  spec: {
    selector: { matchLabels: { 'clickhouse.altinity.com/chi': CLICKHOUSE_INSTALLATION } },
    podMetricsEndpoints: [{ port: 'metrics', path: '/metrics' }],
  },
};

function connect(context: PlatformContext): void {
  const pods = clickhousePods(context);
  const { https, native, replication, metrics } = CLICKHOUSE_PORTS;
  pods.allowFrom(pods, 'Replicas fetch parts from each other, and pass on what is asked of all', [native, replication]);
  pods.allowFrom(clickhouseOperatorPods(context), 'The operator asks replicas how they are, and makes their tables', [
    https,
  ]);
  pods.allowFrom(context.prometheus, 'Prometheus reads how replicas do', [metrics]);
  pods.allowToBlocks(context.outsideVpc, 'Backups go to S3, whose gateway endpoint has public addresses', [443]);
}
