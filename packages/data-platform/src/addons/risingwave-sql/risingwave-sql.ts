import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import {
  type Addon,
  type CoreObject,
  contentDigest,
  hookJob,
  type PlatformContext,
  Pods,
  plainVariables,
  RESTRICTED_CONTAINER,
  secretVariable,
} from '@smile/cluster-platform';
import type { FlowTable } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import { type StreamedTable, streamedTables } from '../../flow/risingwave-sql.ts';
import { KAFKA_BOOTSTRAP, KAFKA_CLUSTER_CA, KAFKA_SECURITY } from '../kafka/kafka-addresses.ts';
import {
  RISINGWAVE_CERTIFICATE,
  RISINGWAVE_DATABASE,
  RISINGWAVE_HOST,
  RISINGWAVE_PORTS,
  risingwavePods,
} from '../risingwave/risingwave-addresses.ts';
import { KAFKA_AUTHORITY_FOLDER } from '../risingwave/risingwave-values.ts';
import { sqlFiles } from './sql-files.ts';

const { serviceAccount: NAME, namespace } = PODS.risingwaveSql;
const LABELS = { 'app.kubernetes.io/name': NAME };
const REQUESTS = { cpu: '50m', memory: '64Mi' } as const;
const SCRIPT = 'apply.sh';

/** The SQL of RisingWave: a job after each change of it, which can run again at any time. */
export function risingwaveSql(context: PlatformContext, tables: readonly FlowTable[]): Addon {
  const streamed = streamedTables(tables, {
    bootstrap: KAFKA_BOOTSTRAP,
    ...KAFKA_SECURITY,
    authorityFile: `${KAFKA_AUTHORITY_FOLDER}/${KAFKA_CLUSTER_CA.key}`,
  });
  return {
    id: 'RisingwaveSql',
    namespace: 'etl',
    requires: ['streaming-sql', 'kafka', 'secrets'],
    runsOn: [context.place],
    images: ['postgres'],
    pods: [{ name: NAME, on: 'platform', ...REQUESTS }],
    prepare: (scope, before) => [
      new ServiceAccountV1(scope, 'Account', {
        metadata: { name: NAME, namespace },
        automountServiceAccountToken: false,
        dependsOn: [...before],
      }),
    ],
    connect: () => {
      const pods = new Pods({ owner: context.owner, namespace, name: NAME, labels: LABELS });
      risingwavePods(context).allowFrom(pods, 'The job makes sources, views and sinks', [RISINGWAVE_PORTS.sql]);
    },
    objects: { name: NAME, objects: sqlObjects(context, streamed) },
  };
}

/** The files, and the hook that runs them. */
function sqlObjects(context: PlatformContext, tables: readonly StreamedTable[]): readonly CoreObject[] {
  const files = { [SCRIPT]: readFileSync(join(__dirname, SCRIPT), 'utf8'), ...sqlFiles(tables) };
  const metadata = { name: NAME, namespace, labels: LABELS };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files },
    hookJob(context, {
      metadata,
      digest: { 'smile/sql-sha256': contentDigest(files) },
      pod: {
        serviceAccount: NAME,
        ownsVolumes: true,
        containers: [
          {
            name: 'psql',
            image: context.imageReference('postgres'),
            command: ['/bin/sh', `/sql/${SCRIPT}`],
            env: [
              ...plainVariables({
                PGHOST: RISINGWAVE_HOST,
                PGPORT: String(RISINGWAVE_PORTS.sql),
                PGUSER: 'root',
                PGDATABASE: RISINGWAVE_DATABASE,
                PGSSLMODE: 'verify-full',
                PGSSLROOTCERT: '/tls/ca.crt',
              }),
              secretVariable('ROOT_PASSWORD', NAME, 'ROOT_PASSWORD'),
              secretVariable('KAFKA_PASSWORD', NAME, 'KAFKA_PASSWORD'),
            ],
            securityContext: RESTRICTED_CONTAINER,
            resources: { requests: REQUESTS, limits: { memory: '128Mi' } },
            volumeMounts: [
              { name: 'sql', mountPath: '/sql', readOnly: true },
              { name: 'authority', mountPath: '/tls', readOnly: true },
            ],
          },
        ],
        volumes: [
          { name: 'sql', configMap: { name: NAME } },
          {
            name: 'authority',
            secret: { secretName: RISINGWAVE_CERTIFICATE, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
          },
        ],
      },
    }),
  ];
}
