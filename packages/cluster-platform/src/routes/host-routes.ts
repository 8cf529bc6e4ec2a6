import { throwIfAny } from '@smile/core';
import { gatewayPods } from '../addons/gateway/gateway-pods.ts';
import { allowCalls } from '../mesh/allow-calls.ts';
import { consoleSignIn } from '../mesh/mesh-names.ts';
import { MeshedPods } from '../mesh/meshed-pods.ts';
import { Pods } from '../namespaces/pods.ts';
import type { AuthorizationPolicy, CustomResource } from '../objects/custom-resource.ts';
import type { PlatformContext } from '../platform-context.ts';
import type { Destination, Destinations } from './destination.ts';
import type { Entrance } from './entrance.ts';
import { type HostEntry, hostEntry, type RoutedHost } from './host-table.ts';
import { destinationRule, type HostRoute, kebab, signInPolicy, virtualService } from './route-objects.ts';

export interface HostRoutesProps {
  readonly entrances: readonly Entrance[];
  readonly destinations: Destinations;
  /** Whether oauth2-proxy stands in the cluster. */
  readonly hasConsoleSignIn: boolean;
}

/**
 * Every public host of a cluster, each to the Service that answers there, with what lets the gateway call it. A host without a
 * destination answers 503 and says so.
 *
 * @returns objects of one release.
 * @throws ValidationError for a host that no cluster serves, or that this one does not, and for a console that nobody guards.
 */
export function hostRoutes(context: PlatformContext, props: HostRoutesProps): readonly CustomResource[] {
  throwIfAny(context.owner, hostProblems(context, props));
  const routes = routesOf(props);
  return [
    ...routes.map(virtualService),
    ...routes.flatMap((route) => (route.destination === undefined ? [] : reach(context, route, route.destination))),
    ...props.entrances.flatMap((entrance) => guard(context, entrance, routes)),
  ];
}

function routesOf({ entrances, destinations }: HostRoutesProps): readonly HostRoute[] {
  return entrances.flatMap((entrance) =>
    Object.entries(entrance.hosts).flatMap(([word, host]) => {
      const entry = hostEntry(word);
      if (entry === undefined) return [];
      const known = word as RoutedHost;
      const destination = destinations[known];
      return [{ word: known, host, entrance, entry, ...(destination === undefined ? {} : { destination }) }];
    }),
  );
}

/** What lets the gateway call a destination: in the mesh by who it is, outside under TLS of the cluster's authority. */
function reach(context: PlatformContext, route: HostRoute, destination: Destination): readonly CustomResource[] {
  const { entry, entrance, word } = route;
  const gateway = gatewayPods(context, entrance.name);
  const { namespace, port, podLabels, serviceAccount } = destination;
  const pods = { owner: context.owner, namespace, name: kebab(word), labels: podLabels, ports: [port] };
  const reason = `The gateway of ${entrance.name} passes on requests for ${entry.what}`;
  if (destination.transport === 'cluster-tls' || serviceAccount === undefined) {
    new Pods(pods).allowFrom(gateway, reason);
    return [destinationRule(route, destination)];
  }
  const paths = entry.only?.map((beginning) => `${beginning}*`);
  return [
    allowCalls(gateway, new MeshedPods({ ...pods, serviceAccount }), reason, paths === undefined ? {} : { paths }),
  ];
}

/** Sign-in before the consoles of an entrance that have none, and the way to oauth2-proxy. */
function guard(
  context: PlatformContext,
  entrance: Entrance,
  routes: readonly HostRoute[],
): readonly AuthorizationPolicy[] {
  const guarded = routes.filter(
    (route) =>
      route.entrance === entrance && route.destination !== undefined && route.entry.signIn === 'console sign-in',
  );
  if (guarded.length === 0) return [];
  const { namespace, service: name, podLabels: labels, port } = consoleSignIn(context.cluster.role);
  const proxy = new MeshedPods({
    owner: context.owner,
    namespace,
    name,
    labels,
    ports: [port],
    serviceAccount: name,
  });
  const reason = `The gateway of ${entrance.name} asks who wants to open a console`;
  return [signInPolicy(entrance, guarded), allowCalls(gatewayPods(context, entrance.name), proxy, reason)];
}

function hostProblems({ cluster }: PlatformContext, { entrances, destinations, hasConsoleSignIn }: HostRoutesProps) {
  return entrances.flatMap(({ name, hosts }) =>
    Object.entries(hosts).flatMap(([word, host]) => {
      const at = `edge.loadBalancers.${name}.hosts.${word}`;
      const entry = hostEntry(word);
      if (entry === undefined) {
        return [
          `${at}: nothing in a cluster answers for ${host}; add ${word} to the table of hosts (packages/cluster-platform/src/routes/host-table.ts), or serve it from another load balancer`,
        ];
      }
      const destination = destinations[word as RoutedHost];
      return [
        ...placeProblems(at, word, entry, cluster.role),
        ...(destination === undefined ? [] : destinationProblems(at, entry, destination, hasConsoleSignIn)),
      ];
    }),
  );
}

function placeProblems(at: string, word: string, entry: HostEntry, role: PlatformContext['cluster']['role']): string[] {
  if (role === 'shared' || role === entry.in) return [];
  return [
    `${at}: ${word} runs in the ${entry.in} cluster, but the load balancer serves the ${role} cluster; put it on one that serves the ${entry.in} cluster`,
  ];
}

function destinationProblems(
  at: string,
  { what, signIn }: HostEntry,
  { transport, serviceAccount }: Destination,
  hasConsoleSignIn: boolean,
): string[] {
  const problems: string[] = [];
  if (transport === 'mesh' && serviceAccount === undefined) {
    problems.push(`${at}: ${what} is in the mesh, but its service account is not said; add serviceAccount`);
  }
  if (signIn === 'console sign-in' && !hasConsoleSignIn) {
    problems.push(
      `${at}: ${what} asks nobody who they are, and no add-on provides console-sign-in; install oauth2-proxy, or leave ${what} without a destination`,
    );
  }
  return problems;
}
