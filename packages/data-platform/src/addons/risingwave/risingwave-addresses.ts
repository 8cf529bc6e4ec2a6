import { type PlatformContext, Pods } from '@smile/cluster-platform';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';

/** Name of the release, and of the Service in front of it. Another one installs everything anew. */
export const RISINGWAVE_RELEASE = 'risingwave';

/** RisingWave is beside Kafka. */
export const RISINGWAVE_NAMESPACE = KAFKA_NAMESPACE;

/** https://github.com/risingwavelabs/helm-charts/blob/risingwave-0.2.58/charts/risingwave/values.yaml, `ports` */
export const RISINGWAVE_PORTS = {
  sql: 4567,
  meta: 5690,
  compute: 5688,
  compactor: 6660,
  metrics: [1222, 1250, 1260, 8080],
} as const;

/** Host that takes SQL, for which its certificate is made out. */
export const RISINGWAVE_HOST = `${RISINGWAVE_RELEASE}.${RISINGWAVE_NAMESPACE}.svc.cluster.local`;

/** Secret with the certificate of {@link RISINGWAVE_HOST}, and the authority that signed it. */
export const RISINGWAVE_CERTIFICATE = 'risingwave-tls';

/** Every pod of RisingWave. */
export function risingwavePods({ owner }: PlatformContext): Pods {
  const { sql, meta, compute, compactor } = RISINGWAVE_PORTS;
  return new Pods({
    owner,
    namespace: RISINGWAVE_NAMESPACE,
    name: 'risingwave',
    labels: { 'app.kubernetes.io/name': 'risingwave', 'app.kubernetes.io/instance': RISINGWAVE_RELEASE },
    ports: [sql, meta, compute, compactor],
  });
}

/** The database that is there from the start. https://docs.risingwave.com/sql/commands/sql-create-database */
export const RISINGWAVE_DATABASE = 'dev';
