import { type PlatformContext, Pods } from '@smile/cluster-platform';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';

const METRICS_PORT = 8080;

/** Strimzi's operator, which connects to everything that it makes. */
export function strimziPods({ owner }: PlatformContext): Pods {
  return new Pods({
    owner,
    namespace: KAFKA_NAMESPACE,
    name: 'strimzi',
    labels: { name: 'strimzi-cluster-operator' },
    ports: [METRICS_PORT],
  });
}
