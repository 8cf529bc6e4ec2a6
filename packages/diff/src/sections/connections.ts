import {
  type Connection,
  type Inventory,
  type Peer,
  type PodPeer,
  type Ports,
  podReachability,
  Reachability,
} from '@smile/inventory';
import type { SectionChange } from '../diff-report.ts';
import { sectionOf } from './section.ts';

/** Connections that open or close: between security groups, and between pods where a policy or a pod differs. */
export function connectionChanges(before: Inventory, after: Inventory): SectionChange {
  return sectionOf(openConnections(before), openConnections(after));
}

function openConnections(inventory: Inventory): readonly string[] {
  return [
    ...new Reachability(inventory).connections.filter(({ verdict }) => verdict === 'open').map(line),
    ...podLines(inventory),
  ];
}

function line({ from, to, ports, reason }: Connection): string {
  return `${peerName(from)} → ${peerName(to)}: ${portsName(ports)}${reason === '' ? '' : ` (${reason})`}`;
}

function peerName(peer: Peer): string {
  if (peer.kind === 'group') return `${peer.resource.stack} ${peer.resource.address}`;
  if (peer.kind === 'block') return peer.cidr;
  if (peer.kind === 'unknown') return peer.text;
  return peer.resource === undefined ? peer.id : `${peer.resource.stack} ${peer.resource.address}`;
}

function portsName({ protocol, from, to }: Ports): string {
  if (protocol === 'all') return 'everything';
  if (from === undefined || to === undefined) return protocol;
  return `${protocol} ${from === to ? from : `${from}-${to}`}`;
}

function podLines(inventory: Inventory): readonly string[] {
  const reachability = podReachability(inventory);
  return [...reachability.workloads, ...reachability.charted].flatMap((pods) =>
    reachability
      .waysInto(pods)
      .filter(({ verdict }) => verdict === 'open')
      .map(
        ({ from, to, protocol, port, endPort }) =>
          `${podName(from)} → ${podName(to)}: ${protocol} ${port ?? 'every port'}${endPort === undefined ? '' : `-${endPort}`}`,
      ),
  );
}

function podName(peer: PodPeer): string {
  if (peer.kind === 'anyone') return 'anyone';
  return peer.kind === 'block' ? peer.cidr : `${peer.cluster}:${peer.namespace}/${peer.name}`;
}
