import {
  type JsonObject,
  type KubernetesObject,
  type NetworkPolicy,
  networkPolicies,
  type PolicyPeer,
  type Resource,
  trafficChains,
} from '@smile/inventory';
import { type ChartInCluster, ClusterReading, isGateway } from '../clusters/cluster-reading.ts';
import { MESH_ROOT, meshAllows } from '../clusters/mesh-answer.ts';
import { PATHS_WITHOUT_MESH, PORTS_OUT_OF_MESH, PROXY_PORTS } from '../clusters/paths-without-mesh.ts';
import { WayThroughGateway } from '../clusters/way-through-gateway.ts';
import type { EnvironmentExamination } from '../examination.ts';

/** Parts of Istio by the beginning of their chart's archive. */
const PARTS = {
  "Istio's kinds": /(^|\/)(istio-)?base-/,
  'network plug-in': /(^|\/)(istio-)?cni-/,
  'control plane': /(^|\/)istiod-/,
};

/** Namespaces whose pods have a proxy (K8S-ISTIO). */
const MESHED = ['smile', 'wms', 'auth', 'jenkins'];

/** Istio is in every cluster, whole, and closed: mutual TLS everywhere, and nobody calls whom no policy allows. */
export function hasMesh(one: EnvironmentExamination): void {
  const reading = new ClusterReading(one);
  if (reading.clusters.length === 0) one.lacks('expected clusters with a mesh, found none');
  if (reading.unread.length > 0)
    one.cannotTell(
      `the objects of ${reading.unread.map(({ address }) => address).join(', ')} are known only after apply`,
    );
  for (const cluster of reading.clusters) {
    for (const [what, pattern] of Object.entries(PARTS)) {
      const found = reading.charts.filter((chart) => chart.cluster === cluster && pattern.test(chart.chart));
      one.some(
        `${what} of ${cluster}`,
        found.map(({ resource }) => resource),
      );
    }
    isStrict(one, reading, cluster);
    isDenied(one, reading, cluster);
  }
  const injected = reading.ofKind('Namespace').filter(({ name }) => MESHED.includes(name));
  if (injected.length === 0) one.lacks(`expected the namespaces ${MESHED.join(', ')}, found none`);
  for (const { name, labels, resource } of injected) {
    one.holds(
      resource,
      `a proxy in every pod of ${name}`,
      labels['istio-injection'] ?? 'none',
      labels['istio-injection'] === 'enabled',
    );
  }
  one.kept('mutual TLS and closed services', ['SMILE_K8S_MUTUAL_TLS', 'SMILE_K8S_AUTHORIZATION', 'SMILE_K8S_GATEWAY']);
}

function isStrict(one: EnvironmentExamination, reading: ClusterReading, cluster: string): void {
  const wide = reading.ofKind('PeerAuthentication', cluster).filter(isForTheMesh);
  const modes = wide.map(({ spec }) => String((spec.mtls as JsonObject | undefined)?.mode ?? 'UNSET'));
  const isSo = modes.length > 0 && modes.every((mode) => mode === 'STRICT');
  const site = wide[0]?.resource ?? reading.ofKind('Namespace', cluster)[0]?.resource;
  if (site !== undefined) one.holds(site, `mutual TLS in all of ${cluster}`, modes.join(', ') || 'nothing', isSo);
}

function isForTheMesh({ namespace, spec }: KubernetesObject): boolean {
  const labels = (spec.selector as JsonObject | undefined)?.matchLabels;
  return namespace === MESH_ROOT && Object.keys((labels as object | undefined) ?? {}).length === 0;
}

/** A pod that no policy means gets no call, in every namespace with proxies. */
function isDenied(one: EnvironmentExamination, reading: ClusterReading, cluster: string): void {
  const policies = reading.ofKind('AuthorizationPolicy', cluster);
  for (const { name: namespace, resource } of reading.ofKind('Namespace', cluster)) {
    if (!reading.isMeshed(cluster, namespace)) continue;
    const principal = `cluster.local/ns/${namespace}/sa/somebody`;
    const isOpen = meshAllows(policies, { cluster, namespace, labels: {} }, { principal, port: 8080 });
    one.holds(resource, `no call to ${namespace} that no policy allows`, isOpen ? 'open' : 'denied', !isOpen);
  }
}

/** Every host goes on from its target group through a gateway of Istio to a route, and where it leads to pods, to those (TRF-EXT). */
export function goesThroughIstio(one: EnvironmentExamination): void {
  const reading = new ClusterReading(one);
  const stacks = new Set(one.resources({ type: 'cloudflare_dns_record' }).map(({ stack }) => stack));
  const chains = trafficChains(one.inventory).filter(({ hops }) => stacks.has(hops[0]?.stack ?? ''));
  if (reading.unread.length > 0) {
    one.cannotTell(
      `the objects of ${reading.unread.map(({ address }) => address).join(', ')} are known only after apply`,
    );
    return;
  }
  if (chains.length === 0) one.lacks('expected public names, found none');
  for (const chain of chains) {
    const at = (kind: string): Resource | undefined => {
      const hop = chain.hops.find((found) => found.kind === kind);
      return hop === undefined ? undefined : one.inventory.byAddress(hop.stack, hop.address);
    };
    const group = at('target-group');
    // Without one, the part before says so.
    if (group !== undefined) new WayThroughGateway(one, reading, chain).follow(group, at('load-balancer'));
  }
}

/** Every path between pods is mutual TLS of the mesh, TLS of its own, or an exception that is listed with its reason (TRF-INT). */
export function isSecureInside(one: EnvironmentExamination): void {
  const reading = new ClusterReading(one);
  if (reading.clusters.length === 0) one.lacks('expected clusters, found none');
  for (const cluster of reading.clusters) {
    isStrict(one, reading, cluster);
    isDenied(one, reading, cluster);
  }
  const policies = networkPolicies(reading.objects);
  for (const policy of policies) for (const path of pathsOf(policy)) isSecure(one, reading, path);
  for (const chart of reading.charts) staysInMesh(one, chart);
}

/** Traffic that a network policy lets through to pods. */
interface PodPath {
  readonly policy: KubernetesObject;
  readonly from: string | undefined;
  readonly fromLabels: Readonly<Record<string, string>>;
  readonly to: string | undefined;
  readonly toLabels: Readonly<Record<string, string>>;
  readonly ports: readonly (number | string | undefined)[];
}

function pathsOf({ object, podSelector, rules }: NetworkPolicy): readonly PodPath[] {
  const own = { namespace: object.namespace, labels: labelsIn(podSelector) };
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    (rules[direction] ?? []).flatMap(({ peers, ports }) =>
      peers.flatMap((peer) => {
        if (peer.kind === 'block') return [];
        const other = peerOf(peer, own.namespace);
        const [from, to] = direction === 'ingress' ? [other, own] : [own, other];
        return [
          {
            policy: object,
            from: from.namespace,
            fromLabels: from.labels,
            to: to.namespace,
            toLabels: to.labels,
            ports: ports === undefined ? [undefined] : ports.map(({ port }) => port),
          },
        ];
      }),
    ),
  );
}

function peerOf(peer: Exclude<PolicyPeer, { kind: 'block' }>, own: string | undefined) {
  if (peer.kind === 'anyone') return { namespace: undefined, labels: {} };
  const named = labelsIn(peer.namespaceSelector)['kubernetes.io/metadata.name'];
  return { namespace: peer.namespaceSelector === undefined ? own : named, labels: labelsIn(peer.podSelector) };
}

function labelsIn(selector: unknown): Readonly<Record<string, string>> {
  return ((selector as JsonObject | undefined)?.matchLabels as Record<string, string> | undefined) ?? {};
}

function isSecure(one: EnvironmentExamination, reading: ClusterReading, path: PodPath): void {
  const { policy, from, to } = path;
  const isIn = (namespace: string | undefined, labels: Readonly<Record<string, string>>) =>
    namespace !== undefined && reading.hasProxy(policy.cluster, namespace, labels);
  const [isFromMesh, isToMesh] = [isIn(from, path.fromLabels), isIn(to, path.toLabels)];
  for (const port of path.ports) {
    const number = Number(port);
    const found =
      isToMesh && !isOutOfMesh(to, number)
        ? (PROXY_PORTS[number] ?? (isFromMesh ? 'mutual TLS' : undefined))
        : listed(path, number);
    const words = `a secure path from ${from ?? 'anywhere'} to ${to ?? 'anywhere'} at ${port ?? 'every port'}`;
    const wrong = isToMesh ? 'plain text, which the mesh refuses' : 'neither the mesh nor a listed exception';
    one.holds(policy.resource, words, found ?? wrong, found !== undefined);
  }
}

function isOutOfMesh(namespace: string | undefined, port: number): boolean {
  return (PORTS_OUT_OF_MESH[namespace ?? ''] ?? []).includes(port);
}

function listed({ from, to, toLabels }: PodPath, port: number): string | undefined {
  if (isOutOfMesh(to, port)) return 'encrypted by the program itself';
  const row = PATHS_WITHOUT_MESH.find(
    (known) =>
      known.to === to &&
      known.ports.includes(port) &&
      (known.from === undefined || known.from === from) &&
      Object.entries(known.labels ?? {}).every(([key, value]) => toLabels[key] === value),
  );
  return row === undefined ? undefined : `${row.speaks}: ${row.because}`;
}

const EXCLUDED = /"?traffic\.sidecar\.istio\.io\/exclude(?:Inbound|Outbound)Ports"?:\s*"([^"]*)"/g;

/** Ports that a chart takes out of the mesh are listed ones. */
function staysInMesh(one: EnvironmentExamination, chart: ChartInCluster): void {
  if (isGateway(chart)) return;
  for (const [, ports = ''] of JSON.stringify(chart.values).replaceAll('\\"', '"').matchAll(EXCLUDED)) {
    const known = PORTS_OUT_OF_MESH[chart.namespace] ?? [];
    const others = ports.split(',').filter((port) => !known.includes(Number(port)));
    one.holds(
      chart.resource,
      `no port of ${chart.name} out of the mesh but ${known.join(', ') || 'none'}`,
      ports,
      others.length === 0,
    );
  }
}
