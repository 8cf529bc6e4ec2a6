import {
  type ClickHouseInstallation,
  onNodes,
  type PlatformContext,
  plainVariables,
  secretVariable,
} from '@smile/cluster-platform';
import { type ClickhouseValues, inGibibytes } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import { storageClassOf } from '../../disks/data-disks.ts';
import { apartOn, evenlyOverZones } from '../../disks/data-placement.ts';
import { BACKUP_FOLDER } from '../clickhouse-backup/backup-names.ts';
import { CLICKHOUSE_INSTALLATION, CLICKHOUSE_PORTS } from './clickhouse-addresses.ts';
import { CERTIFICATE_FOLDER } from './clickhouse-settings.ts';

type Templates = ClickHouseInstallation['spec']['templates'];

export const POD_TEMPLATE = 'replica';
export const DATA_VOLUME = 'data';
export const CERTIFICATE_SECRET = 'clickhouse-tls';

/** User and group of the image. https://github.com/ClickHouse/ClickHouse/blob/master/docker/server/Dockerfile.ubuntu */
const CLICKHOUSE_USER = 101;
const FOLDER = '/var/lib/clickhouse';
const BACKUP = { requests: { cpu: '100m', memory: '512Mi' }, limits: { memory: '2Gi' } } as const;
const CONTAINER_SECURITY = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

/** What both containers of a pod request together, in the words of a demand for room. */
export function clickhouseDemand({ pod, replicas }: ClickhouseValues) {
  return [
    { name: 'clickhouse', on: 'clickhouse', copies: replicas, cpu: pod.cpu, memory: pod.memory },
    // In the same pods, so that it counts as room and not as a pod more on paper alone.
    { name: 'clickhouse-backup', on: 'clickhouse', copies: replicas, ...BACKUP.requests },
  ] as const;
}

/** A disk of the node, or a volume of EBS, for each replica. It outlives the installation. */
export function dataClaim(
  context: PlatformContext,
  { disks, volume }: ClickhouseValues,
): Templates['volumeClaimTemplates'][number] {
  return {
    name: DATA_VOLUME,
    reclaimPolicy: 'Retain',
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storageClassOf(context.environment, { component: 'clickhouse', disks }),
      resources: { requests: { storage: `${inGibibytes(volume)}Gi` } },
    },
  };
}

/** A replica, and beside it what copies its files to S3. */
export function clickhousePod(
  context: PlatformContext,
  { values, bucketName }: { readonly values: ClickhouseValues; readonly bucketName: string },
): Templates['podTemplates'][number] {
  const place = context.placeOf('clickhouse');
  const labels = { 'clickhouse.altinity.com/chi': CLICKHOUSE_INSTALLATION };
  return {
    name: POD_TEMPLATE,
    podDistribution: [
      { type: 'ClickHouseAntiAffinity', scope: 'ClickHouseInstallation', topologyKey: 'kubernetes.io/hostname' },
    ],
    metadata: { labels: { 'app.kubernetes.io/name': 'clickhouse' } },
    spec: {
      serviceAccountName: PODS.clickhouse.serviceAccount,
      automountServiceAccountToken: false,
      priorityClassName: 'data',
      terminationGracePeriodSeconds: 120,
      tolerations: [...onNodes(place).tolerations],
      affinity: { nodeAffinity: apartOn(place, labels).nodeAffinity },
      topologySpreadConstraints: evenlyOverZones(labels),
      securityContext: {
        runAsNonRoot: true,
        runAsUser: CLICKHOUSE_USER,
        runAsGroup: CLICKHOUSE_USER,
        fsGroup: CLICKHOUSE_USER,
        // Terabytes of files keep the owner that they have.
        fsGroupChangePolicy: 'OnRootMismatch',
        seccompProfile: { type: 'RuntimeDefault' },
      },
      containers: [server(context, values), backups(context, values, bucketName)],
      volumes: [{ name: 'certificate', secret: { secretName: CERTIFICATE_SECRET } }],
    },
  };
}

function server(context: PlatformContext, { pod: { cpu, memory } }: ClickhouseValues) {
  const { https, native, replication, metrics } = CLICKHOUSE_PORTS;
  const ping = { httpGet: { path: '/ping', port: https, scheme: 'HTTPS' as const } };
  return {
    name: 'clickhouse',
    image: context.imageReference('clickhouse-server'),
    ports: [
      { name: 'https', containerPort: https },
      { name: 'secureclient', containerPort: native },
      { name: 'interserver', containerPort: replication },
      { name: 'metrics', containerPort: metrics },
    ],
    readinessProbe: { ...ping, periodSeconds: 5 },
    // A server that reads the parts of terabytes from hard disks takes minutes until it answers.
    startupProbe: { ...ping, periodSeconds: 10, failureThreshold: 180 },
    livenessProbe: { ...ping, periodSeconds: 10, failureThreshold: 10 },
    securityContext: CONTAINER_SECURITY,
    resources: { requests: { cpu, memory }, limits: { memory } },
    volumeMounts: [
      { name: DATA_VOLUME, mountPath: FOLDER },
      { name: 'certificate', mountPath: CERTIFICATE_FOLDER, readOnly: true },
    ],
  };
}

/** https://github.com/Altinity/clickhouse-backup#default-config */
function backups(context: PlatformContext, { backup }: ClickhouseValues, bucketName: string) {
  const certificate = (file: string) => `${CERTIFICATE_FOLDER}/${file}`;
  const settings = {
    REMOTE_STORAGE: 's3',
    S3_BUCKET: bucketName,
    S3_REGION: context.environment.region,
    // Every replica has the same, so one writes and any reads. Encrypted by the bucket's own key.
    S3_PATH: `${BACKUP_FOLDER}shard-{shard}`,
    // What was uploaded takes up no room beside the data.
    BACKUPS_TO_KEEP_LOCAL: '-1',
    BACKUPS_TO_KEEP_REMOTE: String(backup.kept),
    CLICKHOUSE_HOST: 'localhost',
    CLICKHOUSE_PORT: String(CLICKHOUSE_PORTS.native),
    CLICKHOUSE_SECURE: 'true',
    CLICKHOUSE_SKIP_VERIFY: 'false',
    CLICKHOUSE_TLS_CA: certificate('ca.crt'),
    CLICKHOUSE_USERNAME: 'backup',
    API_LISTEN: `0.0.0.0:${CLICKHOUSE_PORTS.backup}`,
    API_USERNAME: 'backup',
    API_SECURE: 'true',
    API_CERTIFICATE_FILE: certificate('tls.crt'),
    API_PRIVATE_KEY_FILE: certificate('tls.key'),
    API_CREATE_INTEGRATION_TABLES: 'false',
  };
  return {
    name: 'clickhouse-backup',
    image: context.imageReference('clickhouse-backup'),
    args: ['server'],
    ports: [{ name: 'backup', containerPort: CLICKHOUSE_PORTS.backup }],
    env: [
      ...plainVariables(settings),
      secretVariable('CLICKHOUSE_PASSWORD', 'clickhouse-users', 'backup_password'),
      secretVariable('API_PASSWORD', 'clickhouse-users', 'backup_password'),
    ],
    securityContext: CONTAINER_SECURITY,
    resources: BACKUP,
    volumeMounts: [
      { name: DATA_VOLUME, mountPath: FOLDER },
      { name: 'certificate', mountPath: CERTIFICATE_FOLDER, readOnly: true },
    ],
  };
}
