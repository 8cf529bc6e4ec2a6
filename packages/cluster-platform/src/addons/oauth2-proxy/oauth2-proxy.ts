import { allowCalls } from '../../mesh/allow-calls.ts';
import { consoleSignIn, GATEWAY_NAMESPACE } from '../../mesh/mesh-names.ts';
import { MeshedPods } from '../../mesh/meshed-pods.ts';
import type { PlatformContext } from '../../platform-context.ts';
import type { HelmValues } from '../../releases/helm-values.ts';
import { onNodes, overZones } from '../../releases/placement-values.ts';
import { RESTRICTED_CONTAINER, RESTRICTED_POD } from '../../releases/restricted-security.ts';
import { keycloakPods } from '../../sign-in/keycloak-pods.ts';
import type { Addon } from '../addon.ts';
import { proxyConfiguration } from './proxy-configuration.ts';

const METRICS_PORT = 44_180;
/** The user of its chart. */
const USER = 2000;
const RESOURCES = { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } } as const;

/**
 * oauth2-proxy: gateways ask it about each request for a console without a sign-in of its own (Jaeger). It lets
 * through whoever is of the group for consoles, and sends everybody else to Keycloak. Sessions are in cookies, so its pods share nothing.
 */
export function oauth2Proxy(context: PlatformContext): Addon {
  const { service: name, namespace, podLabels } = consoleSignIn(context.cluster.role);
  const { owner } = context;
  const isBesideKeycloak = context.cluster.role !== 'data';
  const pods = new MeshedPods({ owner, namespace, name, labels: podLabels, serviceAccount: name });
  return {
    id: 'Oauth2Proxy',
    namespace,
    requires: isBesideKeycloak ? ['mesh', 'secrets', 'sign-in'] : ['mesh', 'secrets'],
    provides: ['console-sign-in'],
    runsOn: [context.place],
    pods: [{ name, on: 'platform', copies: context.copies(2), ...RESOURCES.requests, sidecar: true }],
    release: { chart: 'oauth2-proxy', name, values: values(context) },
    ...(isBesideKeycloak
      ? {
          objects: {
            name: `${name}-calls`,
            objects: [
              allowCalls(pods, keycloakPods(context), 'Consoles ask Keycloak who signs in', { paths: ['/realms/*'] }),
            ],
          },
        }
      : {
          connect: () =>
            pods.allowToBlocks(context.outsideVpc, 'Consoles ask Keycloak who signs in, by its public name', [443]),
        }),
  };
}

function values(context: PlatformContext): HelmValues {
  const { service: name, namespace, port, podLabels } = consoleSignIn(context.cluster.role);
  return {
    ...onNodes(context.place),
    fullnameOverride: name,
    image: context.image('oauth2-proxy'),
    replicaCount: context.copies(2),
    priorityClassName: 'services',
    serviceAccount: { enabled: true, name, automountServiceAccountToken: false },
    // Gateways have no sidecars beside them; this one asks for it.
    ...(namespace === GATEWAY_NAMESPACE ? { podLabels: { 'sidecar.istio.io/inject': 'true' } } : {}),
    podAnnotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': String(METRICS_PORT),
      'prometheus.io/path': '/metrics',
    },
    podSecurityContext: { ...RESTRICTED_POD, runAsUser: USER, runAsGroup: USER },
    securityContext: { enabled: true, ...RESTRICTED_CONTAINER, runAsUser: USER, runAsGroup: USER, runAsNonRoot: true },
    enableServiceLinks: false,
    resources: RESOURCES,
    podDisruptionBudget: { enabled: context.hasCopies, minAvailable: 1 },
    topologySpreadConstraints: overZones(podLabels),
    service: { portNumber: port },
    config: {
      // Its name stands in the configuration; the others come from External Secrets.
      existingSecret: name,
      requiredSecretKeys: ['client-secret', 'cookie-secret'],
      configFile: proxyConfiguration(context),
    },
    sessionStorage: { type: 'cookie' },
    metrics: { enabled: true, port: METRICS_PORT },
  };
}
