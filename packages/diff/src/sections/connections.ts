import {
  type Connection,
  type Inventory,
  type Peer,
  type PodPeer,
  type Ports,
  podReachability,
  Reachability,
} from '@smile/inventory';

/** Every connection that is open: between security groups, and between pods by network policies. */
export function openConnections(inventory: Inventory): readonly string[] {
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
