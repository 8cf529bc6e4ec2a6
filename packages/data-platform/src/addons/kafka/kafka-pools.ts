import type { KafkaNodePool, PlatformContext } from '@smile/cluster-platform';
import { onNodes } from '@smile/cluster-platform';
import { inGibibytes, type JavaPodSize, type KafkaValues } from '@smile/core';
import { storageClassOf } from '../../disks/data-disks.ts';
import { apartOn, evenlyOverZones } from '../../disks/data-placement.ts';
import { KAFKA_NAMESPACE, KAFKA_POOLS, OF_KAFKA_CLUSTER } from './kafka-addresses.ts';

/** What controllers keep is small; Strimzi suggests 20 GiB and more. */
const CONTROLLER_VOLUME = '20Gi';

/** A broker closes its files and hands over its partitions before it stops; after an unclean end it reads them all. */
const BROKER_STOPS_WITHIN = 300;

/** The group of files that Strimzi's images are run with, so that a new file system belongs to it. */
const STRIMZI_GROUP = 0;

/**
 * Nodes that agree on what the cluster is. On EBS, since Strimzi's quorum is fixed: a voter that comes back with an empty disk may
 * outvote one that knows more. https://strimzi.io/docs/operators/1.2.0/deploying#assembly-kraft-mode-str
 */
export function controllerPool(
  context: PlatformContext,
  { controllers, controller }: KafkaValues,
  storageClass: string,
): KafkaNodePool {
  const labels = labelsOf(KAFKA_POOLS.controllers);
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaNodePool',
    metadata: { name: KAFKA_POOLS.controllers, namespace: KAFKA_NAMESPACE, labels: OF_KAFKA_CLUSTER },
    spec: {
      replicas: controllers,
      roles: ['controller'],
      storage: {
        type: 'jbod',
        volumes: [
          {
            id: 0,
            type: 'persistent-claim',
            size: CONTROLLER_VOLUME,
            class: storageClass,
            deleteClaim: false,
            kraftMetadata: 'shared',
          },
        ],
      },
      ...sizeOf(controller),
      template: {
        pod: {
          priorityClassName: 'data',
          tolerations: [...onNodes(context.place).tolerations],
          affinity: apartOn(context.place, labels),
          topologySpreadConstraints: evenlyOverZones(labels),
        },
      },
    },
  };
}

/** Nodes that hold messages, each on a Kubernetes node of its own, evenly over the zones. */
export function brokerPool(context: PlatformContext, values: KafkaValues): KafkaNodePool {
  const { brokers, broker, disks, volumes } = values;
  const labels = labelsOf(KAFKA_POOLS.brokers);
  const place = context.placeOf('kafka');
  const storageClass = storageClassOf(context.environment, { component: 'kafka', disks });
  return {
    apiVersion: 'kafka.strimzi.io/v1',
    kind: 'KafkaNodePool',
    metadata: { name: KAFKA_POOLS.brokers, namespace: KAFKA_NAMESPACE, labels: OF_KAFKA_CLUSTER },
    spec: {
      replicas: brokers,
      roles: ['broker'],
      storage: {
        type: 'jbod',
        volumes: Array.from({ length: volumes.count }, (_, id) => ({
          id,
          type: 'persistent-claim' as const,
          size: `${inGibibytes(volumes.size)}Gi`,
          class: storageClass,
          deleteClaim: false,
          ...(id === 0 ? { kraftMetadata: 'shared' as const } : {}),
        })),
      },
      ...sizeOf(broker),
      template: {
        pod: {
          priorityClassName: 'data',
          terminationGracePeriodSeconds: BROKER_STOPS_WITHIN,
          // Terabytes of files keep the owner that they have.
          securityContext: { fsGroup: STRIMZI_GROUP, fsGroupChangePolicy: 'OnRootMismatch' },
          tolerations: [...onNodes(place).tolerations],
          affinity: apartOn(place, labels),
          topologySpreadConstraints: evenlyOverZones(labels),
        },
      },
    },
  };
}

function labelsOf(pool: string): Readonly<Record<string, string>> {
  return { ...OF_KAFKA_CLUSTER, 'strimzi.io/pool-name': pool };
}

function sizeOf({ cpu, memory, heap }: JavaPodSize) {
  // Java writes its units with one letter.
  const java = heap.replace(/i$/, '').toLowerCase();
  return {
    resources: { requests: { cpu, memory }, limits: { memory } },
    jvmOptions: { '-Xms': java, '-Xmx': java },
  };
}
