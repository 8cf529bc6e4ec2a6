import { MESH_NAMESPACE, MESH_PORTS } from '../../mesh/mesh-names.ts';
import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { Addon } from '../addon.ts';

const RESOURCES = { requests: { cpu: '50m', memory: '100Mi' }, limits: { memory: '200Mi' } } as const;

/**
 * Istio's network plug-in on every node: it leads the traffic of a pod through its proxy, so that no pod needs the right to
 * change its own network, which the `restricted` level forbids.
 */
export function istioCni(context: PlatformContext): Addon {
  return {
    id: 'IstioCni',
    namespace: MESH_NAMESPACE,
    requires: ['mesh-kinds'],
    provides: ['mesh-network'],
    runsOn: context.allPlaces,
    pods: [{ name: 'istio-cni', on: 'every-node', ...RESOURCES.requests }],
    release: {
      chart: 'istio-cni',
      name: 'istio-cni',
      values: {
        image: context.imageReference('istio-install-cni'),
        // The chart runs it on every node whatever its taints, in the class of what a node cannot do without.
        excludeNamespaces: ['kube-system', 'istio-system'],
        // A pod that started before the plug-in was ready is repaired in place.
        repair: { enabled: true, repairPods: true },
        seccompProfile: { type: 'RuntimeDefault' },
        resources: RESOURCES,
        global: { logAsJson: true },
      },
    },
    connect: () => connect(context),
  };
}

function connect(context: PlatformContext): void {
  const pods = new Pods({
    owner: context.owner,
    namespace: MESH_NAMESPACE,
    name: 'istio-cni',
    labels: { 'k8s-app': 'istio-cni-node' },
    ports: [MESH_PORTS.metrics],
  });
  pods.allowToBlocks(context.kubernetesApi, 'The plug-in reads which pods are in the mesh', [443]);
  pods.allowFrom(context.prometheus, 'Prometheus reads whether pods got their network');
}
