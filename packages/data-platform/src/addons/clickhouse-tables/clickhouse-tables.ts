import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import {
  type Addon,
  type CoreObject,
  contentDigest,
  hookJob,
  type PlatformContext,
  Pods,
  RESTRICTED_CONTAINER,
  secretVariable,
} from '@smile/cluster-platform';
import type { FlowTable } from '@smile/core';
import { PODS } from '@smile/databases/secrets';
import { clickhouseDdl } from '../../flow/clickhouse-ddl.ts';
import {
  CLICKHOUSE_CLUSTER,
  CLICKHOUSE_HOST,
  CLICKHOUSE_NAMESPACE,
  CLICKHOUSE_PORTS,
  clickhousePods,
} from '../clickhouse/clickhouse-addresses.ts';
import { CERTIFICATE_SECRET } from '../clickhouse/clickhouse-pod.ts';

const { serviceAccount: NAME } = PODS.clickhouseTables;
const LABELS = { 'app.kubernetes.io/name': NAME };
const REQUESTS = { cpu: '50m', memory: '256Mi' } as const;
/** The user of its image. */
const USER = 101;

/** Tables of ClickHouse for what comes through Kafka: a job after each change of the list, which can run again at any time. */
export function clickhouseTables(context: PlatformContext, tables: readonly FlowTable[]): Addon {
  return {
    id: 'ClickhouseTables',
    namespace: CLICKHOUSE_NAMESPACE,
    requires: ['clickhouse', 'secrets'],
    provides: ['clickhouse-tables'],
    runsOn: [context.place],
    images: ['clickhouse-server'],
    pods: [{ name: NAME, on: 'platform', ...REQUESTS }],
    prepare: (scope, before) => [
      new ServiceAccountV1(scope, 'Account', {
        metadata: { name: NAME, namespace: CLICKHOUSE_NAMESPACE },
        automountServiceAccountToken: false,
        dependsOn: [...before],
      }),
    ],
    connect: () => {
      const pods = new Pods({ owner: context.owner, namespace: CLICKHOUSE_NAMESPACE, name: NAME, labels: LABELS });
      clickhousePods(context).allowFrom(pods, 'The job makes tables and views', [CLICKHOUSE_PORTS.native]);
    },
    objects: { name: NAME, objects: tableObjects(context, tables) },
  };
}

/** What the client must know; the password comes by the environment. https://clickhouse.com/docs/interfaces/cli#configuration_files */
const CLIENT = {
  host: CLICKHOUSE_HOST,
  port: CLICKHOUSE_PORTS.native,
  secure: true,
  user: 'admin',
  openSSL: {
    client: { caConfig: '/tls/ca.crt', loadDefaultCAFile: false, verificationMode: 'strict' },
  },
};

/** Every replica says that it is done, or the job fails. */
const START = "SET distributed_ddl_task_timeout = 300, distributed_ddl_output_mode = 'throw'";

function tableObjects(context: PlatformContext, tables: readonly FlowTable[]): readonly CoreObject[] {
  const files = {
    // JSON is YAML, which the client reads too.
    'client.yaml': JSON.stringify(CLIENT),
    'tables.sql': [START, ...clickhouseDdl(tables, CLICKHOUSE_CLUSTER)].map((statement) => `${statement};\n`).join(''),
  };
  const metadata = { name: NAME, namespace: CLICKHOUSE_NAMESPACE, labels: LABELS };
  return [
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: files },
    hookJob(context, {
      metadata,
      digest: { 'smile/sql-sha256': contentDigest(files) },
      pod: {
        serviceAccount: NAME,
        user: USER,
        ownsVolumes: true,
        containers: [
          {
            name: 'client',
            image: context.imageReference('clickhouse-server'),
            command: ['clickhouse-client'],
            args: ['--config-file', '/sql/client.yaml', '--queries-file', '/sql/tables.sql'],
            env: [
              secretVariable('CLICKHOUSE_PASSWORD', NAME, 'password'),
              // It writes down what was asked.
              { name: 'HOME', value: '/tmp' },
            ],
            securityContext: RESTRICTED_CONTAINER,
            resources: { requests: REQUESTS, limits: { memory: '512Mi' } },
            volumeMounts: [
              { name: 'sql', mountPath: '/sql', readOnly: true },
              { name: 'authority', mountPath: '/tls', readOnly: true },
              { name: 'tmp', mountPath: '/tmp' },
            ],
          },
        ],
        volumes: [
          { name: 'sql', configMap: { name: NAME } },
          {
            name: 'authority',
            secret: { secretName: CERTIFICATE_SECRET, items: [{ key: 'ca.crt', path: 'ca.crt' }] },
          },
          { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } },
        ],
      },
    }),
  ];
}
