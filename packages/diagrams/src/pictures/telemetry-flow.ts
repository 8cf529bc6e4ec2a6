import type { Inventory } from '@smile/inventory';
import type { DiagramEdge, DiagramGroup, DiagramModel, DiagramNode } from '../model.ts';
import { type ClusterPart, clusterFrame, clustersOf } from '../parts/clusters.ts';
import { describe } from '../parts/describe.ts';
import { nameOf, partId } from '../parts/identity.ts';
import { type PodPart, type PodReach, podCard, podPartsOf, podPort, podReachOf, waysOutside } from '../parts/pods.ts';
import { alarmTopicsOf, bucketsOf, entrancesOf, isTelemetry } from '../parts/telemetry.ts';
import { broken, counted } from '../words.ts';
import { type EnvironmentPart, placeOf } from './environments.ts';

/** How metrics, logs and traces come from pods to those who look at them. */
export function telemetryFlow(inventory: Inventory, environment: EnvironmentPart): DiagramModel {
  const clusters = clustersOf(inventory, environment.id);
  const parts = clusters.map((cluster) => ofCluster(inventory, environment.id, cluster)).reverse();
  const links = [...parts.flatMap((part) => part.links), ...betweenClusters(inventory, environment.id, clusters)];
  const nodes = new Map(links.flatMap(({ from, to }) => [from, to]).map((node) => [node.id, node]));
  const used = new Set([...nodes.values()].flatMap(({ group }) => group ?? []));
  return {
    kind: 'telemetry',
    title: `Telemetry of ${environment.id}`,
    subtitle: placeOf(environment).join(', '),
    description:
      links.length === 0
        ? 'Nothing of this environment sends telemetry from a cluster.'
        : links.map(({ from, to, label }) => `${from.name} to ${to.name}: ${label.join(' ')}.`).join(' '),
    direction: 'right',
    groups: [...clusters.map(clusterFrame), OUTSIDE].filter(({ id }) => used.has(id)).reverse(),
    nodes: nodes.size === 0 ? [NOTHING] : [...nodes.values()],
    edges: links.map(({ from, to, label }): DiagramEdge => ({ from: from.id, to: to.id, label, line: 'solid' })),
    notes: ['An arrow leads from who opens the connection, with the port and the reason of its network policy.'],
  };
}

const OUTSIDE: DiagramGroup = { id: 'outside', kind: 'account', name: 'Outside the clusters', facts: [] };

const NOTHING: DiagramNode = {
  id: 'nothing',
  kind: 'kubernetes',
  name: 'No telemetry',
  facts: ['no cluster of this environment has pods that carry it'],
};

interface Link {
  readonly from: DiagramNode;
  readonly to: DiagramNode;
  readonly label: readonly string[];
}

function ofCluster(inventory: Inventory, environment: string, cluster: ClusterPart): { readonly links: Link[] } {
  const reach = podReachOf(inventory, cluster).filter(({ from, to }) => from.id !== to.id);
  const isScrape = ({ from }: PodReach) => from.title === 'Prometheus';
  const isCollected = (one: PodReach) => isCollector(one.to) && !isCollector(one.from) && !isScrape(one);
  const among = reach.filter(
    (one) => isTelemetry(one.from) && isTelemetry(one.to) && !isScrape(one) && !isCollected(one),
  );
  const own = podPartsOf(inventory, cluster).filter(isTelemetry);
  return {
    links: [
      ...among.map(({ from, to, ports, reasons }) => link(cardOf(from, cluster), cardOf(to, cluster), ports, reasons)),
      ...together(reach.filter(isCollected), 'from', 'Pods that send', cluster),
      ...together(reach.filter(isScrape), 'to', 'Pods with metrics', cluster),
      ...own.flatMap((part) => stores(inventory, environment, part, cluster)),
    ],
  };
}

function isCollector({ title }: PodPart): boolean {
  return title.startsWith('OpenTelemetry');
}

function cardOf(part: PodPart, cluster: ClusterPart): DiagramNode {
  return { ...podCard(part, cluster.id), facts: [`in ${part.namespace}`] };
}

function link(from: DiagramNode, to: DiagramNode, ports: readonly string[], reasons: readonly string[]): Link {
  return { from, to, label: [ports.map(podPort).join(', '), ...reasons.flatMap((reason) => broken(reason))] };
}

/** All pods at the far end of arrows to, or from, one card: as a card, since there are many. */
function together(reach: readonly PodReach[], end: 'from' | 'to', name: string, cluster: ClusterPart): Link[] {
  const hubs = new Map(reach.map((one) => [hubOf(one, end).id, hubOf(one, end)]));
  return [...hubs.values()].map((hub) => {
    const all = reach.filter((one) => hubOf(one, end).id === hub.id);
    const others = [...new Set(all.map((one) => one[end].title))].sort();
    const ports = [...new Set(all.flatMap((one) => one.ports))];
    const node: DiagramNode = {
      id: `${hub.id}/${name}`,
      kind: 'pods',
      name,
      facts: [counted(others.length, 'kind of pods', 'kinds of pods')],
      details: others,
      group: cluster.id,
    };
    const label = [ports.length > 3 ? counted(ports.length, 'port') : ports.map(podPort).join(', ')];
    const card = cardOf(hub, cluster);
    return end === 'from' ? { from: node, to: card, label } : { from: card, to: node, label };
  });
}

function hubOf(reach: PodReach, end: 'from' | 'to'): PodPart {
  return end === 'from' ? reach.to : reach.from;
}

/** What pods keep outside of the cluster, and whom they tell. */
function stores(inventory: Inventory, environment: string, part: PodPart, cluster: ClusterPart): Link[] {
  const from = cardOf(part, cluster);
  const buckets = bucketsOf(inventory, environment, part).flatMap((bucket): Link[] => {
    const card = describe(bucket, inventory, OUTSIDE.id);
    return card === undefined ? [] : [{ from, to: { ...card, facts: [] }, label: ['objects'] }];
  });
  const topics = part.title.startsWith('Alertmanager') ? alarmTopicsOf(inventory, environment, cluster) : [];
  const told = topics.map((topic): Link => {
    const to: DiagramNode = {
      id: partId(topic),
      kind: 'messaging',
      name: nameOf(topic),
      facts: ['SNS'],
      group: OUTSIDE.id,
    };
    return { from, to, label: ['alerts'] };
  });
  return [...buckets, ...told];
}

/** From collectors of one cluster over a load balancer to those of another. */
function betweenClusters(inventory: Inventory, environment: string, clusters: readonly ClusterPart[]): Link[] {
  return clusters.flatMap((cluster) => {
    const receivers = podPartsOf(inventory, cluster).filter(isCollector);
    const namespaces = new Set(receivers.map(({ namespace }) => namespace));
    return entrancesOf(inventory, environment, cluster, namespaces).flatMap(({ balancer, namespace, port }) => {
      // It stands between the clusters, in neither, so that arrows lead on in one direction.
      const card = describe(balancer, inventory);
      if (card === undefined) return [];
      const targets = receivers.filter((one) => one.namespace === namespace);
      return [
        ...clusters
          .filter((other) => other !== cluster)
          .flatMap((other) =>
            senders(inventory, other, port).map(({ part, reason }) => {
              return link(cardOf(part, other), card, [port], [reason]);
            }),
          ),
        ...targets.flatMap((part) => {
          const ways = waysOutside(inventory, part, cluster).filter(({ direction }) => direction === 'from');
          return ways.map(({ ports }) => link(card, cardOf(part, cluster), ports.slice(0, 1), []));
        }),
      ];
    });
  });
}

function senders(inventory: Inventory, cluster: ClusterPart, port: string) {
  return podPartsOf(inventory, cluster)
    .filter(isCollector)
    .flatMap((part) =>
      waysOutside(inventory, part, cluster)
        .filter(({ direction, ports }) => direction === 'to' && ports.includes(port))
        .map(({ reason = '' }) => ({ part, reason })),
    );
}
