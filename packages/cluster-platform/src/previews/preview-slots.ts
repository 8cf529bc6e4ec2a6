import { PREVIEW_SLOTS, type PreviewSlot, type PreviewValues, REASON_ANNOTATION } from '@smile/core';
import type { Addon } from '../addons/addon.ts';
import { gatewayName, gatewayPods } from '../addons/gateway/gateway-pods.ts';
import type { PodDemand } from '../capacity/pod-demand.ts';
import { cpuMillis, mebibytes } from '../capacity/quantity.ts';
import { allowCalls } from '../mesh/allow-calls.ts';
import { istiodPods } from '../mesh/istiod-pods.ts';
import { GATEWAY_NAMESPACE } from '../mesh/mesh-names.ts';
import type { MeshedPods } from '../mesh/meshed-pods.ts';
import type { AuthorizationPolicy, CustomResource } from '../objects/custom-resource.ts';
import type { PlatformContext } from '../platform-context.ts';
import { keycloakPods } from '../sign-in/keycloak-pods.ts';
import { previewAdmission } from './preview-admission.ts';
import { PREVIEW_STORE_PORTS, PREVIEWS_REALM, previewPods } from './preview-places.ts';
import { PreviewRights } from './preview-rights.ts';
import { previewSecrets } from './preview-secrets.ts';

/** The load balancer of visitors, which serves the wildcard. */
const ENTRANCE = 'web';

/**
 * Slots for previews of branches (ENV-DEV, docs/adr/0043): for each who may bring one up there, passwords for its stores, and the little that
 * its pods reach. Pods of a slot talk to each other, are called by the gateway, and call istiod and Keycloak's realm of previews; nothing
 * leads to another slot, to a data store of the environment, or out of the cluster.
 *
 * The namespaces themselves are the base's, as all are.
 */
export function previewSlots(context: PlatformContext, values: PreviewValues): Addon {
  return {
    id: 'PreviewSlots',
    namespace: GATEWAY_NAMESPACE,
    alsoIn: PREVIEW_SLOTS,
    requires: ['gateways', 'mesh', 'secret-kinds', 'sign-in'],
    runsOn: [context.placeOf('previews')],
    pods: PREVIEW_SLOTS.map((slot) => demandOf(slot, values)),
    prepare: (scope, after) => new PreviewRights(scope, 'Rights', { after }).ready,
    connect: () => {
      for (const slot of PREVIEW_SLOTS) connect(context, slot);
    },
    objects: {
      name: 'preview-slots',
      keeps: 'the passwords of the stores of every preview that is up',
      objects: [
        ...previewAdmission(domainOf(context), `${GATEWAY_NAMESPACE}/${gatewayName(ENTRANCE)}`),
        ...previewSecrets(),
        ...PREVIEW_SLOTS.flatMap((slot) => callsOf(context, slot)),
      ],
    },
  };
}

/** A slot that is full: as many pods as its quota has, which together ask for all of it. None is there until a branch is. */
function demandOf(slot: PreviewSlot, { slot: quota }: PreviewValues): PodDemand {
  return {
    name: `pods of ${slot}`,
    on: 'previews',
    copies: 0,
    mostCopies: quota.pods,
    cpu: `${Math.ceil(cpuMillis(quota.cpu) / quota.pods)}m`,
    memory: `${Math.ceil(mebibytes(quota.memory) / quota.pods)}Mi`,
  };
}

/** Ports at which services answer: a preview runs those that the environment runs. */
function servicePorts({ values }: PlatformContext): readonly number[] {
  return [...new Set(Object.values(values.services).map(({ port }) => port))].sort((a, b) => a - b);
}

function connect(context: PlatformContext, slot: PreviewSlot): void {
  const pods = previewPods(context, slot);
  const services = servicePorts(context);
  pods.allowFrom(pods, 'Parts of one preview talk to each other', [...services, ...Object.values(PREVIEW_STORE_PORTS)]);
  istiodPods(context).allowFrom(pods, 'Istiod configures proxies and signs their certificates');
  if (services.length === 0) return;
  pods.allowFrom(
    gatewayPods(context, ENTRANCE),
    'The gateway passes on requests for the preview in the slot',
    services,
  );
}

/** The same as the mesh sees it, and the way to sign-in. */
function callsOf(context: PlatformContext, slot: PreviewSlot): readonly CustomResource[] {
  const pods = previewPods(context, slot);
  return [
    withinSlot(pods, gatewayPods(context, ENTRANCE)),
    allowCalls(pods, keycloakPods(context), 'Services of a preview ask who signed in', {
      paths: [`/realms/${PREVIEWS_REALM}/*`],
    }),
  ];
}

/** Every pod of a preview takes calls of its own kind and of the gateway. https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source */
function withinSlot(pods: MeshedPods, gateway: MeshedPods): AuthorizationPolicy {
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name: 'within-the-slot',
      namespace: pods.namespace,
      annotations: { [REASON_ANNOTATION]: 'Parts of one preview call each other, and the gateway passes on requests' },
    },
    spec: {
      selector: { matchLabels: pods.labels },
      action: 'ALLOW',
      rules: [{ from: [{ source: { principals: [pods.principal, gateway.principal] } }] }],
    },
  };
}

/** The values see to it that there is one, with a wildcard. */
function domainOf({ environment }: PlatformContext): string {
  return environment.edge?.cloudflare.domain ?? '';
}
