import { kebabCase, REASON_ANNOTATION } from '@smile/core';
import { gatewayName } from '../addons/gateway/gateway-pods.ts';
import { GATEWAY_NAMESPACE, SIGN_IN_PROVIDER, serviceHost } from '../mesh/mesh-names.ts';
import type { AuthorizationPolicy, DestinationRule, VirtualService } from '../objects/custom-resource.ts';
import type { Destination } from './destination.ts';
import type { Entrance } from './entrance.ts';
import type { HostEntry, RoutedHost } from './host-table.ts';

/** A host of an entrance, with what is known of it. */
export interface HostRoute {
  readonly word: RoutedHost;
  readonly host: string;
  readonly entrance: Entrance;
  readonly entry: HostEntry;
  /** Empty where nobody answers yet. */
  readonly destinations: readonly Destination[];
}

type HttpRoutes = NonNullable<VirtualService['spec']['http']>;
type HttpRoute = HttpRoutes[number];

/** The route of a host: what its entry lets through goes to its destination. */
export function virtualService({
  word,
  host,
  entrance,
  entry,
  destinations,
}: Omit<HostRoute, 'entrance'> & { readonly entrance: Pick<Entrance, 'name'> }): VirtualService {
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: kebabCase(word), namespace: GATEWAY_NAMESPACE },
    spec: {
      hosts: [host],
      gateways: [`${GATEWAY_NAMESPACE}/${gatewayName(entrance.name)}`],
      // Nobody but gateways follows it, and it is followed from no other namespace.
      exportTo: ['.'],
      http: destinations.length === 0 ? [notDeployed(entry)] : toDestinations(entry, destinations),
    },
  };
}

/** In the order in which Envoy looks: what is hidden first, what is left over last. */
function toDestinations({ only, hidden = [] }: HostEntry, destinations: readonly Destination[]): HttpRoutes {
  const closed: HttpRoute = { name: 'hidden', match: prefixes(hidden), ...answer(404, 'Not found') };
  const rest: HttpRoute = { name: 'not-found', ...answer(404, 'Not found') };
  const forwards = [...destinations].sort(byPaths).map((destination) => forward(destination, only));
  const isOpen = forwards.some(({ match }) => match === undefined);
  return [...(hidden.length > 0 ? [closed] : []), ...forwards, ...(isOpen ? [] : [rest])];
}

/** Those of some paths before that of all the others. */
function byPaths(one: Destination, other: Destination): number {
  return Number(one.paths === undefined) - Number(other.paths === undefined);
}

function forward(destination: Destination, only: readonly string[] | undefined): HttpRoute {
  const paths = destination.paths ?? only;
  return {
    name: destination.service,
    ...(paths === undefined ? {} : { match: prefixes(paths) }),
    route: [{ destination: { host: serviceHost(destination), port: { number: destination.port } } }],
  };
}

function notDeployed({ what, closed }: HostEntry): HttpRoute {
  if (closed !== undefined) return { name: 'not-served', ...answer(503, closed) };
  return {
    name: 'not-deployed',
    ...answer(503, `${what} is not deployed here yet. This answer comes from the gateway of the cluster.`),
  };
}

function prefixes(paths: readonly string[]) {
  return paths.map((prefix) => ({ uri: { prefix } }));
}

function answer(status: number, sentence: string): HttpRoute {
  return {
    directResponse: { status, body: { string: `${sentence}\n` } },
    headers: { response: { set: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } } },
  };
}

/** How a gateway speaks to a destination outside the mesh: it checks the certificate, and the name in it. */
export function destinationRule(entrance: Entrance, destination: Destination): DestinationRule {
  const host = serviceHost(destination);
  const name = gatewayName(entrance.name);
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name: `${destination.service}-of-${name}`, namespace: GATEWAY_NAMESPACE },
    spec: {
      host,
      exportTo: ['.'],
      workloadSelector: { matchLabels: { app: name, istio: name } },
      // The gateway's own certificate comes with that of the authority which signed both.
      trafficPolicy: { tls: { mode: 'SIMPLE', credentialName: name, sni: host, subjectAltNames: [host] } },
    },
  };
}

/** Lets the gateway ask oauth2-proxy about every request for consoles without a login of their own; without an answer it refuses. */
export function signInPolicy(entrance: Entrance, routes: readonly HostRoute[]): AuthorizationPolicy {
  const name = gatewayName(entrance.name);
  return {
    apiVersion: 'security.istio.io/v1',
    kind: 'AuthorizationPolicy',
    metadata: {
      name: `${name}-console-sign-in`,
      namespace: GATEWAY_NAMESPACE,
      annotations: {
        [REASON_ANNOTATION]: `${routes.map(({ entry }) => entry.what).join(', ')}: no login of their own`,
      },
    },
    spec: {
      selector: { matchLabels: { app: name, istio: name } },
      action: 'CUSTOM',
      provider: { name: SIGN_IN_PROVIDER },
      rules: [{ to: [{ operation: { hosts: routes.flatMap(({ host }) => [host, `${host}:*`]) } }] }],
    },
  };
}
