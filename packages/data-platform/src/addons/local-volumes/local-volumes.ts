import { type Addon, type HelmValues, onNodes, type PlatformContext, Pods } from '@smile/cluster-platform';
import type { Component } from '@smile/core';
import { LOCAL_DISK_CLASSES, LOCAL_VOLUMES_FOLDER, ROLE_LABEL } from '@smile/eks';
import { localGroupOf } from '../../disks/data-disks.ts';
import { NodeCleanup } from './node-cleanup.ts';

const NAMESPACE = 'node-agents';
const NAME = 'local-static-provisioner';
const LABELS = { 'app.kubernetes.io/name': NAME, 'app.kubernetes.io/instance': NAME };
const METRICS_PORT = 8080;
const RESOURCES = { requests: { cpu: '10m', memory: '64Mi' }, limits: { memory: '256Mi' } } as const;

/**
 * Disks inside of nodes as volumes: a pod on each such node publishes what the node mounted when it started, and a controller lets go
 * of the volumes of nodes that are gone, so that their pods start anew with empty ones.
 *
 * @param components whose data is on such disks.
 */
export function localVolumes(context: PlatformContext, components: readonly Component[]): Addon {
  const places = components.map(context.placeOf);
  return {
    id: 'LocalVolumes',
    namespace: NAMESPACE,
    requires: ['monitor-kinds'],
    provides: ['local-volumes'],
    runsOn: [context.place, ...places],
    images: ['local-volume-node-cleanup'],
    pods: [
      ...components.map((component) => ({
        name: `${NAME} of ${component}`,
        on: component,
        copies: localGroupOf(context.environment, component)?.nodes ?? 0,
        ...RESOURCES.requests,
      })),
      NodeCleanup.demand,
    ],
    release: { chart: 'local-static-provisioner', name: NAME, values: values(context, components) },
    connect: () => connect(context),
    extend: (scope, after) => new NodeCleanup(scope, 'NodeCleanup', { context, namespace: NAMESPACE, after }).ready,
  };
}

/** https://github.com/kubernetes-sigs/sig-storage-local-static-provisioner/blob/v2.9.0/helm/README.md */
function values(context: PlatformContext, components: readonly Component[]): HelmValues {
  const groups = components.map((component) => context.placeOf(component).labels[ROLE_LABEL] ?? '');
  const { repository, tag } = context.imageWithHost('local-volume-provisioner');
  return {
    fullnameOverride: NAME,
    image: `${repository}:${tag}`,
    priorityClassName: 'system-node-critical',
    // A node that comes back under its old name after a restart finds its volumes again.
    useNodeNameOnly: true,
    // With an owner a volume goes with its node and leaves a claim behind that is lost for ever; NodeCleanup does both.
    setPVOwnerRef: false,
    nodeLabels: ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region', ROLE_LABEL],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: ROLE_LABEL, operator: 'In', values: groups }] }],
        },
      },
    },
    tolerations: components.flatMap((component) => onNodes(context.placeOf(component)).tolerations),
    resources: RESOURCES,
    serviceMonitor: { enabled: true, interval: '60s' },
    classes: Object.values(LOCAL_DISK_CLASSES).map((name) => ({
      name,
      hostDir: `${LOCAL_VOLUMES_FOLDER}/${name}`,
      volumeMode: 'Filesystem',
      fsType: 'xfs',
      namePattern: '*',
      // A claim that somebody deletes empties its disk: claims outlive their pods, and only NodeCleanup and people delete them.
      storageClass: { reclaimPolicy: 'Delete', isDefaultClass: false },
    })),
  };
}

function connect(context: PlatformContext): void {
  const pods = new Pods({
    owner: context.owner,
    namespace: NAMESPACE,
    name: NAME,
    labels: LABELS,
    ports: [METRICS_PORT],
  });
  pods.allowToBlocks(context.kubernetesApi, 'A volume is an object of the API', [443]);
  pods.allowFrom(context.prometheus, 'Prometheus reads which disks were found');
  NodeCleanup.connect(context, NAMESPACE);
}
