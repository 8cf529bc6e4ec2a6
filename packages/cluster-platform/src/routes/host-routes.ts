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
import { destinationRule, type HostRoute, signInPolicy, virtualService } from './route-objects.ts';

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
    ...callsOf(routes).map((calls) => reach(context, calls)),
    ...props.entrances.flatMap((entrance) => guard(context, entrance, routes)),
  ];
}

function routesOf({ entrances, destinations }: HostRoutesProps): readonly HostRoute[] {
  return entrances.flatMap((entrance) =>
    Object.entries(entrance.hosts).flatMap(([word, host]) => {
      const entry = hostEntry(word);
      if (entry === undefined) return [];
      const known = word as RoutedHost;
      return [{ word: known, host, entrance, entry, destinations: destinations[known] ?? [] }];
    }),
  );
}

/** What one gateway asks of one Service, for all the hosts that lead there. */
interface GatewayCalls {
  readonly entrance: Entrance;
  readonly destination: Destination;
  readonly what: readonly string[];
  /** Beginnings of paths. @default - every path */
  readonly paths?: readonly string[];
}

function callsOf(routes: readonly HostRoute[]): readonly GatewayCalls[] {
  const calls = new Map<string, GatewayCalls>();
  for (const { entrance, entry, destinations } of routes) {
    for (const destination of destinations) {
      const key = [entrance.name, destination.namespace, destination.service].join('/');
      const known = calls.get(key);
      const paths = known !== undefined && known.paths === undefined ? undefined : (destination.paths ?? entry.only);
      calls.set(key, {
        entrance,
        destination,
        what: [...new Set([...(known?.what ?? []), entry.what])],
        ...(paths === undefined ? {} : { paths: [...(known?.paths ?? []), ...paths] }),
      });
    }
  }
  return [...calls.values()];
}

/** What lets the gateway call a destination: in the mesh by who it is, outside under TLS of the cluster's authority. */
function reach(context: PlatformContext, { entrance, destination, what, paths }: GatewayCalls): CustomResource {
  const gateway = gatewayPods(context, entrance.name);
  const { namespace, service, port, podLabels, serviceAccount } = destination;
  const pods = { owner: context.owner, namespace, name: service, labels: podLabels, ports: [port] };
  const reason = `The gateway of ${entrance.name} passes on requests for ${what.join(' and ')}`;
  if (destination.transport === 'cluster-tls' || serviceAccount === undefined) {
    new Pods(pods).allowFrom(gateway, reason);
    return destinationRule(entrance, destination);
  }
  const called = paths?.map((beginning) => `${beginning}*`);
  return allowCalls(
    gateway,
    new MeshedPods({ ...pods, serviceAccount }),
    reason,
    called === undefined ? {} : { paths: called },
  );
}

/** Sign-in before the consoles of an entrance that have none, and the way to oauth2-proxy. */
function guard(
  context: PlatformContext,
  entrance: Entrance,
  routes: readonly HostRoute[],
): readonly AuthorizationPolicy[] {
  const guarded = routes.filter(
    (route) => route.entrance === entrance && route.destinations.length > 0 && route.entry.signIn === 'console sign-in',
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
      const found = destinations[word as RoutedHost] ?? [];
      return [
        ...placeProblems(at, word, entry, cluster.role),
        ...found.flatMap((destination) => destinationProblems(at, entry, destination)),
        ...(found.length === 0 || entry.closed === undefined
          ? []
          : [
              `${at}: ${entry.what} is closed in the table of hosts, and an add-on serves it; open it there, or leave serves out`,
            ]),
        ...(found.length === 0 || hasConsoleSignIn ? [] : unguardedProblems(at, entry)),
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
  { what, only, hidden = [] }: HostEntry,
  { transport, serviceAccount, service, paths = [] }: Destination,
): string[] {
  const problems: string[] = [];
  if (transport === 'mesh' && serviceAccount === undefined) {
    problems.push(
      `${at}: ${what} is in the mesh, but the service account of ${service} is not said; add serviceAccount`,
    );
  }
  const closed = paths.filter((path) => only !== undefined && !only.some((beginning) => path.startsWith(beginning)));
  const open = paths.filter((path) => hidden.some((beginning) => path.startsWith(beginning)));
  for (const path of [...closed, ...open]) {
    problems.push(
      `${at}: ${service} serves ${path}, which the host does not let through; take it out, or correct the table of hosts`,
    );
  }
  return problems;
}

function unguardedProblems(at: string, { what, signIn }: HostEntry): string[] {
  if (signIn !== 'console sign-in') return [];
  return [
    `${at}: ${what} asks nobody who they are, and no add-on provides console-sign-in; install oauth2-proxy, or leave ${what} without a destination`,
  ];
}
