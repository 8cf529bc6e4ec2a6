import type { Inventory, KubernetesObject } from '@smile/inventory';
import type { DiagramEdge, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { type ClusterPart, clusterFrame, clustersOf, objectsOf } from '../parts/clusters.ts';
import {
  type PodPart,
  type PodReach,
  podCard,
  podPartsOf,
  podPort,
  podReachOf,
  waysInWords,
  waysOutside,
} from '../parts/pods.ts';
import { counted, wrapped } from '../words.ts';
import { type EnvironmentPart, placeOf } from './environments.ts';

/** Most arrows that lead to one card, or away from it, before they are counted on the card: more of them hide all others. */
const MOST_ARROWS = 6;

/** Namespaces of each cluster with their pods, and the connections that network policies let through. */
export function insideClusters(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  // Graphviz stacks from the bottom up what arrows do not put in order, here and for namespaces.
  const parts = clustersOf(inventory, environment.id)
    .map((cluster) => ofCluster(inventory, environment.id, cluster))
    .reverse();
  const nodes = parts.flatMap((part) => part.nodes);
  return {
    kind: 'clusters',
    title: `Inside the clusters of ${environment.id}`,
    subtitle: placeOf(environment).join(', '),
    description:
      nodes.length === 0
        ? 'Nothing runs inside clusters of this environment.'
        : parts.flatMap((part) => part.sentences).join(' '),
    direction: 'right',
    groups: parts.flatMap((part) => part.groups),
    nodes: nodes.length === 0 ? [NOTHING] : nodes,
    edges: parts.flatMap((part) => part.edges),
    notes: [
      'An arrow is what network policies of both ends let through, by port of the container. What has no arrow is closed.',
      `Where more than ${MOST_ARROWS} arrows would meet, the card counts them. Name resolution is open to all pods.`,
    ],
  };
}

const NOTHING: DiagramNode = {
  id: 'nothing',
  kind: 'kubernetes',
  name: 'Nothing runs inside clusters',
  facts: ['this environment has no cluster with objects in it'],
};

interface InsideOne {
  readonly groups: readonly DiagramGroup[];
  readonly nodes: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly sentences: readonly string[];
}

function ofCluster(inventory: Inventory, environment: string, cluster: ClusterPart): InsideOne {
  const all = podReachOf(inventory, cluster).filter(({ from, to }) => from.id !== to.id);
  const reached = crowded(all, 'to');
  const few = all.filter(({ to }) => !reached.has(to.id));
  const busy = { from: crowded(few, 'from'), to: reached };
  const drawn = few.filter(({ from }) => !busy.from.has(from.id));
  const ends = new Set(drawn.flatMap(({ from, to }) => [from.id, to.id]));
  const pods = podPartsOf(inventory, cluster);
  const namespaces = namespacesOf(inventory, environment, cluster, pods);
  const isFrame = (name: string) => pods.some(({ id, namespace }) => namespace === name && ends.has(id));
  const frames = namespaces.filter(({ name }) => isFrame(name)).reverse();
  const nodes = frames.flatMap(({ id, name }) => {
    const own = pods.filter(({ namespace }) => namespace === name);
    return own.map((part) => {
      const outside = waysInWords(waysOutside(inventory, part, cluster));
      return podCard(part, id, [...counts(part, all, busy), ...outside]);
    });
  });
  const quiet = namespaces.filter(({ name }) => !isFrame(name));
  return {
    groups: [clusterFrame(cluster), ...frames.map((one) => namespaceFrame(one, cluster))],
    nodes: [...(quiet.length === 0 ? [] : [quietCard(quiet, cluster, pods)]), ...nodes],
    edges: drawn.map(edge),
    sentences: all.map((one) => sentence(one)),
  };
}

interface NamespacePart {
  readonly id: string;
  readonly name: string;
  readonly facts: readonly string[];
}

/** Namespaces of objects, and those that only policies and pods name, as `kube-system`. */
function namespacesOf(
  inventory: Inventory,
  environment: string,
  { id, cluster }: ClusterPart,
  pods: readonly PodPart[],
): NamespacePart[] {
  const made = objectsOf(inventory, environment).filter((one) => one.kind === 'Namespace' && one.cluster === cluster);
  const names = new Set([...made.map(({ name }) => name), ...pods.map(({ namespace }) => namespace)]);
  return [...names].sort().map((name) => ({
    id: `${id}/${name}`,
    name,
    facts: namespaceFacts(made.find((one) => one.name === name)),
  }));
}

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces */
function namespaceFacts(namespace: KubernetesObject | undefined): string[] {
  const level = namespace?.labels['pod-security.kubernetes.io/enforce'];
  const isMeshed = namespace?.labels['istio-injection'] === 'enabled';
  return [...(level === undefined ? [] : [`Pod Security ${level}`]), ...(isMeshed ? ['in the mesh'] : [])];
}

function namespaceFrame({ id, name, facts }: NamespacePart, cluster: ClusterPart): DiagramGroup {
  return { id, kind: 'namespace', name, facts: [facts.join(', ')].filter((line) => line !== ''), parent: cluster.id };
}

/** Namespaces whose pods have no arrow of their own, together: as frames they would be most of the picture. */
function quietCard(namespaces: readonly NamespacePart[], cluster: ClusterPart, pods: readonly PodPart[]): DiagramNode {
  const lines = namespaces.flatMap(({ name, facts }) => {
    const own = pods.filter(({ namespace }) => namespace === name).map(({ title }) => title);
    const about = facts.length === 0 ? name : `${name} (${facts.join(', ')})`;
    return own.length === 0 ? [about] : [`${about}:`, ...wrapped(own, 60).map((line) => `\u2003${line}`)];
  });
  return {
    id: `${cluster.id}/quiet`,
    kind: 'namespace',
    name: 'Namespaces without arrows',
    facts: lines,
    group: cluster.id,
  };
}

/** Cards at which more arrows end than a reader can follow. */
function crowded(all: readonly PodReach[], end: 'from' | 'to'): ReadonlySet<string> {
  const seen = new Map<string, number>();
  for (const one of all) seen.set(one[end].id, (seen.get(one[end].id) ?? 0) + 1);
  return new Set([...seen].filter(([, count]) => count > MOST_ARROWS).map(([id]) => id));
}

/** What a card says instead of arrows. */
function counts(
  { id }: PodPart,
  all: readonly PodReach[],
  busy: { readonly from: ReadonlySet<string>; readonly to: ReadonlySet<string> },
): string[] {
  const to = busy.from.has(id) ? all.filter(({ from }) => from.id === id) : [];
  const from = busy.to.has(id) ? all.filter((one) => one.to.id === id) : [];
  const ports = [...new Set(from.flatMap((one) => one.ports))].map(podPort).join(', ');
  return [
    ...(to.length === 0 ? [] : [`reaches ${counted(to.length, 'other')}`]),
    ...(from.length === 0 ? [] : [`reached by ${counted(from.length, 'other')}: ${ports}`]),
  ];
}

function edge({ from, to, ports }: PodReach): DiagramEdge {
  return { from: from.id, to: to.id, label: [ports.map(podPort).join(', ')], line: 'solid' };
}

function sentence({ from, to, ports, reasons }: PodReach): string {
  const why = reasons.length === 0 ? '' : ` (${reasons.join('; ')})`;
  return `${from.namespace}/${from.title} reaches ${to.namespace}/${to.title} on ${ports.join(', ')}${why}.`;
}
