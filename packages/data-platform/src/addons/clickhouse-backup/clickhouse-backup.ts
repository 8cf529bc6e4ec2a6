import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { CronJobV1 } from '@cdktf/provider-kubernetes/lib/cron-job-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import {
  type Addon,
  literalText,
  NOBODY,
  onNodes,
  type PlatformContext,
  Pods,
  plainVariables,
} from '@smile/cluster-platform';
import { type ClickhouseBackupValues, type DataPlatformValues, inDays } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import type { ITerraformDependable } from 'cdktf';
import type { Construct } from 'constructs';
import {
  CLICKHOUSE_CLUSTER,
  CLICKHOUSE_INSTALLATION,
  CLICKHOUSE_NAMESPACE,
  CLICKHOUSE_PORTS,
  clickhousePods,
} from '../clickhouse/clickhouse-addresses.ts';
import { CERTIFICATE_SECRET } from '../clickhouse/clickhouse-pod.ts';
import { BACKUP_JOB } from './backup-names.ts';

const { serviceAccount: NAME } = PODS.clickhouseBackup;
const LABELS = { 'app.kubernetes.io/name': NAME };
const METADATA = { name: BACKUP_JOB, namespace: CLICKHOUSE_NAMESPACE };
const SCRIPT = 'back-up.sh';
const REQUESTS = { cpu: '20m', memory: '64Mi' };
/** A full copy of terabytes from hard disks takes hours; the next one must not meet it. */
const DEADLINE_SECONDS = 20 * 3600;

/**
 * Has one replica of ClickHouse copy its files to S3 once a day, and waits until they are there. The files are the last that is left when
 * every node is gone: docs/runbooks/data-platform-failures.md has the way back.
 */
export function clickhouseBackup(context: PlatformContext, { clickhouse }: DataPlatformValues): Addon {
  return {
    id: 'ClickhouseBackup',
    namespace: CLICKHOUSE_NAMESPACE,
    requires: ['clickhouse', 'secrets'],
    runsOn: [context.place],
    images: ['k8s'],
    pods: [{ name: BACKUP_JOB, on: 'platform', ...REQUESTS }],
    connect: () => connect(context),
    extend: (scope, before) => createJob(scope, context, clickhouse, before),
  };
}

function connect(context: PlatformContext): void {
  const { owner } = context;
  const pods = new Pods({ owner, namespace: CLICKHOUSE_NAMESPACE, name: NAME, labels: LABELS });
  clickhousePods(context).allowFrom(pods, 'The job of backups asks a replica for one', [CLICKHOUSE_PORTS.backup]);
}

function createJob(
  scope: Construct,
  context: PlatformContext,
  { backup, replicas }: DataPlatformValues['clickhouse'],
  before: readonly ITerraformDependable[],
): readonly ITerraformDependable[] {
  const account = new ServiceAccountV1(scope, 'Account', {
    metadata: { name: NAME, namespace: CLICKHOUSE_NAMESPACE },
    automountServiceAccountToken: false,
    dependsOn: [...before],
  });
  const script = new ConfigMapV1(scope, 'Script', {
    metadata: METADATA,
    data: { [SCRIPT]: literalText(readFileSync(join(__dirname, SCRIPT), 'utf8')) },
    dependsOn: [...before],
  });
  const job = new CronJobV1(scope, 'Default', {
    metadata: METADATA,
    spec: {
      schedule: dailyAt(backup),
      timezone: 'Etc/UTC',
      concurrencyPolicy: 'Forbid',
      startingDeadlineSeconds: 6 * 3600,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      jobTemplate: {
        metadata: { labels: LABELS },
        spec: {
          backoffLimit: 2,
          activeDeadlineSeconds: DEADLINE_SECONDS,
          template: { metadata: { labels: LABELS }, spec: pod(context, backup, replicas) },
        },
      },
    },
    dependsOn: [account, script],
  });
  return [job];
}

function pod(context: PlatformContext, { fullEvery }: ClickhouseBackupValues, replicas: number) {
  const { nodeSelector, tolerations } = onNodes(context.place);
  const settings = {
    SERVERS: backupServers(replicas).join(' '),
    FULL_EVERY_DAYS: String(inDays(fullEvery)),
    AUTHORITY: '/tls/ca.crt',
    HOME: '/tmp',
  };
  return {
    serviceAccountName: NAME,
    automountServiceAccountToken: false,
    restartPolicy: 'Never',
    priorityClassName: 'jobs',
    nodeSelector: { ...nodeSelector },
    toleration: [...tolerations],
    securityContext: {
      runAsNonRoot: true,
      runAsUser: String(NOBODY),
      runAsGroup: String(NOBODY),
      fsGroup: String(NOBODY),
      seccompProfile: { type: 'RuntimeDefault' },
    },
    container: [
      {
        name: 'ask',
        image: context.imageReference('k8s'),
        command: ['bash', `/scripts/${SCRIPT}`],
        env: [
          ...plainVariables(settings),
          { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: NAME, key: 'password' } } },
        ],
        securityContext: {
          allowPrivilegeEscalation: false,
          // The provider sends false where nothing is said.
          runAsNonRoot: true,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        resources: { requests: REQUESTS, limits: { memory: '128Mi' } },
        volumeMount: [
          { name: 'scripts', mountPath: '/scripts', readOnly: true },
          { name: 'authority', mountPath: '/tls', readOnly: true },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volume: [
      { name: 'scripts', configMap: { name: BACKUP_JOB } },
      // The authority alone: the key is none of its business.
      { name: 'authority', secret: { secretName: CERTIFICATE_SECRET, items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: '8Mi' } },
    ],
  };
}

/** Addresses of the container of backups beside each replica; the operator makes a Service for each. */
function backupServers(replicas: number): readonly string[] {
  return Array.from(
    { length: replicas },
    (_, replica) =>
      `https://chi-${CLICKHOUSE_INSTALLATION}-${CLICKHOUSE_CLUSTER}-0-${replica}.${CLICKHOUSE_NAMESPACE}.svc.cluster.local:${CLICKHOUSE_PORTS.backup}`,
  );
}

/** `19:30` as cron has it: `30 19 * * *`. */
function dailyAt({ at }: ClickhouseBackupValues): string {
  const [hour, minute] = at.split(':').map(Number);
  return `${minute} ${hour} * * *`;
}
