import { type HelmValues, onNodes, type PlatformContext } from '@smile/cluster-platform';
import { PORTS, type PodSize, type RisingwaveValues } from '@smile/core';
import { RDS_AUTHORITIES_FILE } from '@smile/databases';
import { PODS } from '@smile/databases/secrets';
import { KAFKA_CLUSTER_CA } from '../kafka/kafka-addresses.ts';
import { RISINGWAVE_CERTIFICATE, RISINGWAVE_PORTS } from './risingwave-addresses.ts';

/** Where pods have the authority of Kafka's brokers. */
export const KAFKA_AUTHORITY_FOLDER = '/kafka';

/** ConfigMap with the authorities of RDS, and where the pod has it that keeps metadata there. */
export const RISINGWAVE_RDS_AUTHORITIES = 'risingwave-rds-ca';
const RDS_FOLDER = '/rds';

/** Schema of the main MySQL that `MysqlAccounts` makes for it. */
const METADATA_SCHEMA = 'risingwave';

/** What RisingWave needs of the environment. */
export interface RisingwaveStores {
  /** Host of the main MySQL, where its metadata is. */
  readonly mysqlHost: string;
  readonly bucketName: string;
  /** Role with which it reaches its bucket. */
  readonly roleArn: string;
}

/**
 * Values of the chart. Every key is in its values.yaml at 0.2.58.
 * https://github.com/risingwavelabs/helm-charts/blob/risingwave-0.2.58/charts/risingwave/values.yaml
 */
export function risingwaveValues(
  context: PlatformContext,
  values: RisingwaveValues,
  { mysqlHost, bucketName, roleArn }: RisingwaveStores,
): HelmValues {
  const onPlatform = onNodes(context.place);
  const onOlap = onNodes(context.placeOf('olap'));
  const rds = mount('rds', RDS_FOLDER);
  return {
    image: context.image('risingwave'),
    // Its bundled PostgreSQL and MinIO keep nothing that lasts.
    tags: { bundle: false, postgresql: false, minio: false },
    serviceAccount: {
      create: true,
      name: PODS.risingwave.serviceAccount,
      // It knows no EKS Pod Identity: https://github.com/risingwavelabs/risingwave/issues/24791
      annotations: { 'eks.amazonaws.com/role-arn': roleArn },
    },
    metaStore: {
      mysql: {
        enabled: true,
        host: mysqlHost,
        port: PORTS.mysql.from,
        database: METADATA_SCHEMA,
        // https://docs.rs/sqlx/latest/sqlx/mysql/struct.MySqlConnectOptions.html
        options: { 'ssl-mode': 'VERIFY_IDENTITY', 'ssl-ca': `${RDS_FOLDER}/${RDS_AUTHORITIES_FILE}` },
        authentication: { existingSecretName: 'risingwave-metastore' },
      },
    },
    stateStore: {
      dataDirectory: 'hummock',
      s3: {
        enabled: true,
        region: context.environment.region,
        bucket: bucketName,
        authentication: { useServiceAccount: true },
      },
    },
    configuration: CONFIGURATION,
    secretStore: { privateKey: { secretRef: { name: 'risingwave-secret-store', key: 'privateKey' } } },
    tls: { existingSecretName: RISINGWAVE_CERTIFICATE },
    auth: { rootUser: 'root', existingSecretName: 'risingwave-root' },
    metaComponent: {
      ...part(values.meta, onPlatform, [rds.mount]),
      extraVolumes: [KAFKA_AUTHORITY.volume, { name: 'rds', configMap: { name: RISINGWAVE_RDS_AUTHORITIES } }],
    },
    frontendComponent: { ...part(values.frontend, onPlatform), extraVolumes: [KAFKA_AUTHORITY.volume] },
    computeComponent: {
      ...part(values.compute, onOlap),
      extraVolumes: [KAFKA_AUTHORITY.volume],
      terminationGracePeriodSeconds: 30,
    },
    compactorComponent: { ...part(values.compactor, onOlap), extraVolumes: [KAFKA_AUTHORITY.volume] },
    monitor: { podMonitor: { enabled: true, interval: '30s', scrapeTimeout: '10s' } },
  };
}

/**
 * Without OpenDAL it asks STS for a token every hour, and not at every request: https://github.com/risingwavelabs/risingwave/issues/25921.
 * A barrier each second would write into the MySQL that the applications use, and into its binary log.
 * A change restarts no pod: `kubectl rollout restart statefulset/risingwave-compute`.
 */
const CONFIGURATION = [
  '[storage.object_store.s3.developer]',
  'use_opendal = false',
  '[system]',
  'barrier_interval_ms = 10000',
  'checkpoint_frequency = 1',
  '',
].join('\n');

/** Its sources and sinks run in compute pods; the others check them before they are made. */
const KAFKA_AUTHORITY = {
  volume: {
    name: 'kafka-authority',
    secret: {
      secretName: KAFKA_CLUSTER_CA.secret,
      items: [{ key: KAFKA_CLUSTER_CA.key, path: KAFKA_CLUSTER_CA.key }],
    },
  },
  mount: mount('kafka-authority', KAFKA_AUTHORITY_FOLDER).mount,
} as const;

/** One pod: what is lost with it is a minute, since everything that it knows is elsewhere. */
function part(
  { cpu, memory }: PodSize,
  place: ReturnType<typeof onNodes>,
  mounts: readonly HelmValues[] = [],
): HelmValues {
  return {
    replicas: 1,
    ...place,
    resources: { requests: { cpu, memory }, limits: { memory } },
    priorityClassName: 'data',
    extraVolumeMounts: [KAFKA_AUTHORITY.mount, ...mounts],
  };
}

function mount(name: string, mountPath: string) {
  return { mount: { name, mountPath, readOnly: true } } as const;
}

/** Ports at which Prometheus reads it. */
export const METRICS_PORTS = RISINGWAVE_PORTS.metrics;
