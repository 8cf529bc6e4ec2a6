import { Pods } from '../../namespaces/pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import { onNodes } from '../../releases/placement-values.ts';
import type { Addon } from '../addon.ts';

const NAMESPACE = 'cert-manager';
/** https://cert-manager.io/docs/installation/helm/ and the chart's values: webhook.securePort */
const WEBHOOK_PORT = 10250;
const METRICS_PORT = 9402;

const PARTS = {
  controller: { resources: { requests: { cpu: '50m', memory: '128Mi' }, limits: { memory: '256Mi' } } },
  webhook: { resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } } },
  cainjector: { resources: { requests: { cpu: '50m', memory: '192Mi' }, limits: { memory: '384Mi' } } },
  startupapicheck: { resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } } },
} as const;

/** cert-manager: certificates of the cluster's own authority for gateways and webhooks. Public ones are ACM's. */
export function certManager(context: PlatformContext): Addon {
  return {
    id: 'CertManager',
    namespace: NAMESPACE,
    requires: ['monitor-kinds'],
    provides: ['certificates'],
    runsOn: [context.place],
    pods: [
      { name: 'cert-manager', on: 'platform', copies: context.copies(2), ...PARTS.controller.resources.requests },
      { name: 'cert-manager-webhook', on: 'platform', copies: context.copies(3), ...PARTS.webhook.resources.requests },
      {
        name: 'cert-manager-cainjector',
        on: 'platform',
        copies: context.copies(2),
        ...PARTS.cainjector.resources.requests,
      },
    ],
    release: {
      chart: 'cert-manager',
      name: 'cert-manager',
      keeps: 'the kinds of cert-manager, and every certificate with them',
      values: values(context),
    },
    connect: () => connect(context),
  };
}

function values(context: PlatformContext) {
  const { hasCopies, place } = context;
  const budget = { enabled: hasCopies, minAvailable: 1 };
  const placed = onNodes(place);
  return {
    ...placed,
    crds: { enabled: true, keep: true },
    // Its default is kube-system, where it would need rights.
    global: { leaderElection: { namespace: NAMESPACE }, priorityClassName: 'platform' },
    replicaCount: context.copies(2),
    podDisruptionBudget: budget,
    image: context.image('cert-manager-controller'),
    resources: PARTS.controller.resources,
    acmesolver: { image: context.image('cert-manager-acmesolver') },
    webhook: {
      ...placed,
      replicaCount: context.copies(3),
      podDisruptionBudget: budget,
      securePort: WEBHOOK_PORT,
      image: context.image('cert-manager-webhook'),
      resources: PARTS.webhook.resources,
    },
    cainjector: {
      ...placed,
      replicaCount: context.copies(2),
      podDisruptionBudget: budget,
      image: context.image('cert-manager-cainjector'),
      resources: PARTS.cainjector.resources,
    },
    // A hook that waits until the webhook answers: what comes next may make certificates.
    startupapicheck: {
      ...placed,
      enabled: true,
      image: context.image('cert-manager-startupapicheck'),
      resources: PARTS.startupapicheck.resources,
    },
    prometheus: { enabled: true, servicemonitor: { enabled: true } },
  };
}

function connect(context: PlatformContext): void {
  const pods = (component: string) =>
    new Pods({
      owner: context.owner,
      namespace: NAMESPACE,
      name: `cert-manager-${component}`,
      labels: { 'app.kubernetes.io/instance': 'cert-manager', 'app.kubernetes.io/component': component },
    });
  for (const component of ['controller', 'webhook', 'cainjector', 'startupapicheck']) {
    pods(component).allowToBlocks(context.kubernetesApi, 'cert-manager reads and writes its objects', [443]);
  }
  pods('webhook').allowFromBlocks(context.controlPlane, 'The API server has certificates checked', [WEBHOOK_PORT]);
  pods('controller').allowFrom(context.prometheus, 'Prometheus reads when certificates end', [METRICS_PORT]);
}
