import { type Addon, type HelmValues, onNodes, overZones, type PlatformContext } from '@smile/cluster-platform';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';
import { strimziPods } from './strimzi-pods.ts';

const NAME = 'strimzi-kafka-operator';
const RESOURCES = { requests: { cpu: '200m', memory: '512Mi' }, limits: { cpu: null, memory: '512Mi' } } as const;

/** Strimzi (DAT-KAFKA): makes Kafka, topics and users of objects, and renews brokers one by one. Two, one of which waits. */
export function strimziOperator(context: PlatformContext): Addon {
  const { requests } = RESOURCES;
  return {
    id: 'StrimziOperator',
    namespace: KAFKA_NAMESPACE,
    requires: ['monitor-kinds'],
    provides: ['kafka-kinds'],
    runsOn: [context.place],
    pods: [{ name: 'strimzi', on: 'platform', copies: context.copies(2), ...requests }],
    release: {
      chart: NAME,
      name: NAME,
      keeps: "Strimzi's kinds, and every cluster and topic with them",
      values: values(context),
    },
    connect: () => connect(context),
  };
}

/** https://github.com/strimzi/strimzi-kafka-operator/blob/1.2.0/packaging/helm-charts/helm3/strimzi-kafka-operator/README.md */
function values(context: PlatformContext): HelmValues {
  const { registry, repository } = context.image('strimzi-operator');
  return {
    ...onNodes(context.place),
    replicas: context.copies(2),
    watchNamespaces: [KAFKA_NAMESPACE],
    // Where every image is that the operator starts, Kafka's own among them.
    defaultImageRegistry: registry,
    defaultImageRepository: repository.replace(/\/[^/]+$/, ''),
    leaderElection: { enable: true },
    podDisruptionBudget: { enabled: context.hasCopies, minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' },
    topologySpreadConstraints: overZones({ name: 'strimzi-cluster-operator' }),
    resources: RESOURCES,
    priorityClassName: 'platform',
    enableServiceLinks: false,
    // Its policies open a listener to every pod of the cluster. Ours name who connects, with the reason.
    generateNetworkPolicy: false,
    generatePodDisruptionBudget: true,
    // Pods that it makes keep the standard `restricted`.
    extraEnvs: [{ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' }],
  };
}

function connect(context: PlatformContext): void {
  const pods = strimziPods(context);
  pods.allowToBlocks(context.kubernetesApi, 'Strimzi reads its objects and makes others of them', [443]);
  pods.allowFrom(context.prometheus, 'Prometheus reads how Strimzi does');
}
