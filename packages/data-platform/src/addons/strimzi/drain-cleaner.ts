import {
  type Addon,
  type HelmValues,
  onNodes,
  overZones,
  type PlatformContext,
  Pods,
  RESTRICTED_CONTAINER,
  RESTRICTED_POD,
} from '@smile/cluster-platform';
import { KAFKA_NAMESPACE } from '../kafka/kafka-addresses.ts';

const NAME = 'strimzi-drain-cleaner';
const LABELS = { app: NAME };
/** EKS opens it from the control plane to nodes. */
const WEBHOOK_PORT = 8443;
const RESOURCES = { requests: { cpu: '20m', memory: '128Mi' }, limits: { memory: '256Mi' } } as const;

/**
 * Refuses to evict a broker when a node is drained, and has Strimzi renew it instead, which waits until its partitions are whole
 * elsewhere. A disruption budget knows pods alone.
 */
export function drainCleaner(context: PlatformContext): Addon {
  const { requests } = RESOURCES;
  return {
    id: 'DrainCleaner',
    namespace: KAFKA_NAMESPACE,
    requires: ['certificates', 'kafka-kinds'],
    runsOn: [context.place],
    pods: [{ name: NAME, on: 'platform', copies: context.copies(2), ...requests }],
    release: { chart: NAME, name: NAME, values: values(context) },
    connect: () => connect(context),
  };
}

/** https://github.com/strimzi/drain-cleaner/blob/1.6.0/README.md */
function values(context: PlatformContext): HelmValues {
  const { registry, repository, tag } = context.image(NAME);
  const path = repository.split('/');
  const ofPod = (fieldPath: string) => ({ fieldRef: { fieldPath } });
  return {
    ...onNodes(context.place),
    replicaCount: context.copies(2),
    image: { registry, repository: path.slice(0, -1).join('/'), name: path.at(-1), tag },
    namespace: { create: false, name: KAFKA_NAMESPACE },
    certManager: { create: true },
    podDisruptionBudget: { create: context.hasCopies, minAvailable: 1 },
    topologySpreadConstraints: overZones(LABELS),
    resources: RESOURCES,
    enableServiceLinks: false,
    podSecurityContext: RESTRICTED_POD,
    securityContext: RESTRICTED_CONTAINER,
    env: [
      { name: 'STRIMZI_DRAIN_KAFKA', value: 'true' },
      { name: 'STRIMZI_DRAIN_ZOOKEEPER', value: 'false' },
      { name: 'STRIMZI_DENY_EVICTION', value: 'true' },
      { name: 'STRIMZI_DRAIN_NAMESPACES', value: KAFKA_NAMESPACE },
      { name: 'STRIMZI_CERTIFICATE_WATCH_ENABLED', value: 'true' },
      { name: 'STRIMZI_CERTIFICATE_WATCH_NAMESPACE', valueFrom: ofPod('metadata.namespace') },
      { name: 'STRIMZI_CERTIFICATE_WATCH_POD_NAME', valueFrom: ofPod('metadata.name') },
    ],
    // Without it a node can be drained all the same, and its broker is stopped by the budget's leave.
    webhook: { failurePolicy: 'Ignore', timeoutSeconds: 5 },
  };
}

function connect(context: PlatformContext): void {
  const pods = new Pods({
    owner: context.owner,
    namespace: KAFKA_NAMESPACE,
    name: NAME,
    labels: LABELS,
    ports: [WEBHOOK_PORT],
  });
  pods.allowFromBlocks(context.controlPlane, 'The API server asks before it evicts a pod');
  pods.allowToBlocks(context.kubernetesApi, 'The drain cleaner marks pods that Strimzi is to renew', [443]);
}
