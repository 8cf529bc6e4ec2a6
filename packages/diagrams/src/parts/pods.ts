import {
  allowedConnections,
  type Inventory,
  oncePer,
  type PodAllowance,
  type PodReachability,
  type Pods,
  type PolicyPeer,
  podReachability,
} from '@smile/inventory';
import type { DiagramNode } from '../model.ts';
import { asWords } from '../words.ts';
import type { ClusterPart } from './clusters.ts';

/** Pods that a picture shows as one card, whatever labels policies call them by. */
export interface PodPart {
  readonly id: string;
  readonly cluster: string;
  readonly namespace: string;
  /** As in `Kafka Connect cdc`. */
  readonly title: string;
}

/** Who may open connections to whom, merged from all policies between two cards. */
export interface PodReach {
  readonly from: PodPart;
  readonly to: PodPart;
  /** As in `3306`, sorted by number. */
  readonly ports: readonly string[];
  /** Reasons given in the policies, each once. */
  readonly reasons: readonly string[];
}

/** Annotation of a policy that says why it is there. */
const REASON = 'smile/reason';

/** Every pair of pods of a cluster between which policies of both ends let connections through. */
export function podReachOf(inventory: Inventory, cluster: ClusterPart): readonly PodReach[] {
  const known = reachByCluster(inventory);
  const reach = known.get(cluster.cluster) ?? mergedReach(inventory, cluster);
  known.set(cluster.cluster, reach);
  return reach;
}

/** By cluster, since several pictures, and many arrows of one, ask the same. */
const reachByCluster = oncePer((_: Inventory) => new Map<string, readonly PodReach[]>());

function mergedReach(inventory: Inventory, cluster: ClusterPart): PodReach[] {
  const pairs = new Map<string, PodAllowance[]>();
  for (const one of allowances(inventory)) {
    if (one.from.cluster !== cluster.cluster) continue;
    const key = `${partOf(one.from, cluster).id}\n${partOf(one.to, cluster).id}`;
    pairs.set(key, [...(pairs.get(key) ?? []), one]);
  }
  return [...pairs.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const ports = [...new Set(all.map(portText))].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    const reasons = [...new Set(all.flatMap(({ policy }) => policy.annotations[REASON] ?? []))];
    return [{ from: partOf(first.from, cluster), to: partOf(first.to, cluster), ports, reasons }];
  });
}

/** Every card of pods of a cluster, also those without connections to others. */
export function podPartsOf(inventory: Inventory, cluster: ClusterPart): PodPart[] {
  const { workloads, charted } = podReachability(inventory);
  const parts = [...workloads, ...charted]
    .filter((pods) => pods.cluster === cluster.cluster)
    .map((pods) => partOf(pods, cluster));
  return [...new Map(parts.map((part) => [part.id, part])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const allowances: (inventory: Inventory) => readonly PodAllowance[] = oncePer((inventory: Inventory) =>
  allowedConnections(podReachability(inventory)),
);

function portText({ protocol, port, endPort }: PodAllowance): string {
  const suffix = protocol === 'TCP' ? '' : ` ${protocol.toLowerCase()}`;
  return endPort === undefined ? `${port ?? 'every port'}${suffix}` : `${port}–${endPort}${suffix}`;
}

function partOf(pods: Pods, { id, cluster }: ClusterPart): PodPart {
  const title = podTitle(pods);
  return { id: `${id}/${pods.namespace}/${title}`, cluster, namespace: pods.namespace, title };
}

/** Names that pods of operators go by, from the labels that their operators give them. */
const TITLES: readonly ((labels: Readonly<Record<string, string>>) => string | undefined)[] = [
  // https://strimzi.io/docs/operators/latest/deploying#con-custom-resources-labels-str
  ({ 'strimzi.io/kind': kind, 'strimzi.io/cluster': name }) =>
    kind === undefined || name === undefined ? undefined : `${kind} ${name}`,
  ({ 'strimzi.io/pool-name': pool, 'strimzi.io/cluster': name }) =>
    pool === undefined || name === undefined ? undefined : `Kafka ${name}`,
  ({ 'strimzi.io/name': name }) => name?.replace(/^(.+)-kafka$/, 'Kafka $1'),
  // https://github.com/Altinity/clickhouse-operator/blob/master/docs/replication_setup.md
  ({ 'clickhouse.altinity.com/chi': name }) => (name === undefined ? undefined : `ClickHouse ${name}`),
  ({ 'smile/agent': name }) => (name === undefined ? undefined : `agent ${name}`),
  ({ 'app.kubernetes.io/component': part, 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': instance }) =>
    name === undefined && part !== undefined && instance !== undefined
      ? part.startsWith(instance)
        ? part
        : `${instance} ${part}`
      : undefined,
  ({ name, 'k8s-app': app }) => name ?? app,
];

/** What pods are called in a picture: by the names that their operators or charts give them, never by a list of labels. */
function podTitle({ name, labels, template }: Pods): string {
  const known = template === undefined ? TITLES.flatMap((title) => title(labels) ?? [])[0] : undefined;
  return asWords(known ?? name);
}

/** A card of pods. */
export function podCard({ id, title }: PodPart, group: string, facts: readonly string[] = []): DiagramNode {
  return { id, kind: 'pods', name: title, facts: [], details: facts, group };
}

/** A way between pods and addresses outside of their cluster. */
export interface OutsideWay {
  readonly direction: 'from' | 'to';
  /** As in `the internet`. */
  readonly place: 'the VPC' | 'the internet';
  readonly ports: readonly string[];
  /** Reason given in the policy. @default - it says none */
  readonly reason?: string;
}

/** What pods may reach outside of their cluster, and from where they are reached. */
export function waysOutside(inventory: Inventory, part: PodPart, cluster: ClusterPart): OutsideWay[] {
  const among = podReachability(inventory);
  const own = [...among.workloads, ...among.charted].filter(
    (pods) => pods.cluster === cluster.cluster && partOf(pods, cluster).id === part.id,
  );
  const ways = own.flatMap((pods) => [
    ...waysThrough(among, pods, 'ingress').map((way): OutsideWay => ({ direction: 'from', ...way })),
    ...waysThrough(among, pods, 'egress').map((way): OutsideWay => ({ direction: 'to', ...way })),
  ]);
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}

/** Ways outside in words, as in `to the internet: HTTPS 443`. */
export function waysInWords(ways: readonly OutsideWay[]): string[] {
  const said = ways.map(({ direction, place, ports }) => `${direction} ${place}: ${ports.map(podPort).join(', ')}`);
  return [...new Set(said)].sort();
}

function waysThrough(among: PodReachability, pods: Pods, direction: 'ingress' | 'egress') {
  const selecting = among.policiesOf(pods, direction).filter(({ selected }) => selected === 'yes');
  return selecting.flatMap(({ policy }) =>
    (policy.rules[direction] ?? []).flatMap(({ peers, ports = [] }) => {
      const places = [...new Set(peers.flatMap((peer) => placeOf(peer) ?? []))];
      const reason = policy.object.annotations[REASON];
      return places.map((place) => ({
        place,
        ports: ports.map(({ port = 'every port', protocol }) =>
          protocol === 'TCP' ? String(port) : `${port} ${protocol.toLowerCase()}`,
        ),
        ...(reason === undefined ? {} : { reason }),
      }));
    }),
  );
}

/** A place outside; undefined for the node itself and for the address of the Kubernetes API, which says nothing about anybody in particular. */
function placeOf(peer: PolicyPeer): OutsideWay['place'] | undefined {
  if (peer.kind !== 'block' || peer.cidr.endsWith('/32')) return undefined;
  return peer.cidr === '0.0.0.0/0' ? 'the internet' : 'the VPC';
}

/** Ports that mean the same whatever pods listen there. */
const NAMED: Readonly<Record<string, string>> = {
  '443': 'HTTPS',
  '3306': 'MySQL',
  '4317': 'OTLP',
  '15021': 'Istio health',
};

/** A port of pods, with the name of what listens there where only one thing does. */
export function podPort(port: string): string {
  const name = NAMED[port];
  return name === undefined ? port : `${name} ${port}`;
}
