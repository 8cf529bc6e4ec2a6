import { SIDECAR } from '../../capacity/pod-demand.ts';
import { ISTIOD_LABELS, istiodPods } from '../../mesh/istiod-pods.ts';
import { MESH_NAMESPACE, MESH_PORTS } from '../../mesh/mesh-names.ts';
import { meshedNamespacesOf } from '../../namespaces/namespace-table.ts';
import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import { telemetryPods } from '../../telemetry/telemetry-pods.ts';
import type { Addon } from '../addon.ts';
import { MESH_AUTHORITY } from './mesh-authority.ts';
import { meshConfig } from './mesh-config.ts';
import { meshObjects } from './mesh-objects.ts';

const RESOURCES = { requests: { cpu: '250m', memory: '1Gi' }, limits: { memory: '2Gi' } } as const;

/** Istio's control plane, and what holds for the whole mesh. */
export function istiod(context: PlatformContext): Addon {
  return {
    id: 'Istiod',
    namespace: MESH_NAMESPACE,
    requires: ['mesh-kinds', 'mesh-network', 'mesh-authority'],
    provides: ['mesh'],
    runsOn: [context.place],
    pods: [
      {
        name: 'istiod',
        on: 'platform',
        copies: context.copies(2),
        mostCopies: context.copies(5),
        ...RESOURCES.requests,
      },
    ],
    release: { chart: 'istiod', name: 'istiod', values: values(context) },
    objects: { name: 'mesh', objects: meshObjects(context) },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext): HelmValues {
  const proxy = context.imageReference('istio-proxyv2');
  return {
    ...onNodes(context.place),
    image: context.imageReference('istio-pilot'),
    autoscaleMin: context.copies(2),
    autoscaleMax: context.copies(5),
    topologySpreadConstraints: overZones(ISTIOD_LABELS),
    resources: RESOURCES,
    seccompProfile: { type: 'RuntimeDefault' },
    cni: { enabled: true },
    // Proxies are told by Telemetry objects what to trace.
    traceSampling: 0,
    ...waitForAuthority(),
    meshConfig: meshConfig(context),
    global: {
      priorityClassName: 'platform',
      logAsJson: true,
      defaultPodDisruptionBudget: { enabled: context.hasCopies },
      // Sidecars are init containers that go on running, as of Kubernetes 1.33 and Istio 1.27: Jobs end by themselves.
      proxy: {
        image: proxy,
        seccompProfile: { type: 'RuntimeDefault' },
        resources: { requests: SIDECAR, limits: { cpu: null, memory: '512Mi' } },
      },
      proxy_init: { image: proxy },
    },
  };
}

/** The chart takes the authority's Secret as one that may be missing, and istiod would make up a root of its own without it. */
function waitForAuthority(): HelmValues {
  const name = 'authority-is-there';
  return {
    volumes: [{ name, secret: { secretName: MESH_AUTHORITY, items: [{ key: 'ca.crt', path: 'ca.crt' }] } }],
    volumeMounts: [{ name, mountPath: `/etc/${name}`, readOnly: true }],
  };
}

function connect(context: PlatformContext): void {
  const controlPlane = istiodPods(context);
  controlPlane.allowToBlocks(context.kubernetesApi, 'Istiod reads routes, policies and pods', [443]);
  controlPlane.allowFromBlocks(context.controlPlane, 'The API server has pods injected and objects checked', [
    MESH_PORTS.webhooks,
  ]);
  controlPlane.allowFrom(context.prometheus, 'Prometheus reads whether proxies have their configuration', [
    MESH_PORTS.metrics,
  ]);
  const telemetry = telemetryPods(context, 'otel-gateway');
  for (const namespace of meshedNamespacesOf(context.cluster.role)) {
    const proxies = new Pods({ owner: context.owner, namespace, name: `${namespace}-proxies`, labels: {} });
    controlPlane.allowFrom(proxies, 'Istiod configures proxies and signs their certificates');
    telemetry.allowFrom(proxies, 'Proxies send spans of requests');
  }
}
