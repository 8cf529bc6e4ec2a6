import {
  type Direction,
  isAnywhere,
  isInside,
  type NetworkPolicy,
  networkPolicies,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
  readKubernetes,
} from '@smile/inventory';
import { Block, isExpression } from '../../reading/block.ts';
import { found, hasReason } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const policyWidth: Rule = {
  id: 'SMILE_K8S_POLICY_WIDTH',
  family: 'kubernetes',
  severity: 'high',
  title: 'An allowance names who, on which port, and why',
  what: 'Every rule of a NetworkPolicy names its peers and its ports; no peer is all namespaces, and none is every address (`/0`) without exceptions. A rule for names has port 53 of both UDP and TCP (RFC 7766). A rule for all pods of a namespace, or with all of them as its peer, is about names, traces, the mesh or the node alone. A policy that allows something has the annotation `smile/reason`.',
  why: 'In a policy, a word left out means everything: without `from`, everybody; without `ports`, every port; with an empty selector, every namespace.',
  remedy: 'Use allowFrom and allowToBlocks of @smile/cluster-platform.',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec',
  check: ({ inventory }) =>
    networkPolicies(readKubernetes(inventory).objects).flatMap((policy) => found(policy.object, problemsOf(policy))),
};

const PEERS: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };

/** What pods of a whole namespace may have in common: names, and the proxy of the mesh with its control plane and its spans (OTLP). */
const COMMON_PORTS: ReadonlySet<unknown> = new Set([53, 4317, 15_012, 15_020, 15_021, 15_090]);
const TYPES = ['Ingress', 'Egress'];

function problemsOf({ object, rules, podSelector }: NetworkPolicy): readonly string[] {
  const directions = ['ingress', 'egress'] as const;
  const isForAll = isEmpty(podSelector);
  const wide = directions.flatMap((direction) =>
    (rules[direction] ?? []).flatMap((rule, index) => {
      const common = isForAll && !isCommon(rule) ? ['must not be for all pods of its namespace'] : [];
      const whole =
        !isCommon(rule) && rule.peers.some(isWholeNamespace)
          ? ['must not have all pods of a namespace as its peer']
          : [];
      return [...widths(rule, direction), ...common, ...whole].map((text) => `${direction}[${index}] ${text}`);
    }),
  );
  const allows = directions.some((direction) => (rules[direction] ?? []).length > 0);
  const strange = new Block(object.spec).texts('policyTypes').filter((type) => !TYPES.includes(type));
  return [
    ...wide,
    ...strange.map((type) => `policyTypes must be Ingress or Egress, got ${type}`),
    ...(allows && !hasReason(object) ? ['must say why it allows what it does, in the annotation smile/reason'] : []),
  ];
}

/** What every pod needs, by its ports; what a node answers itself is no other pod. */
function isCommon({ peers, ports = [] }: PolicyRule): boolean {
  const isOfNode = peers.every((peer) => peer.kind === 'block' && isInside(peer.cidr, '169.254.0.0/16'));
  return isOfNode || ports.every(({ port }) => COMMON_PORTS.has(port));
}

function widths({ peers, ports }: PolicyRule, direction: Direction): readonly string[] {
  const protocols = (ports ?? []).flatMap(({ port, protocol }) => (port === 53 ? [protocol] : []));
  const isOpen =
    ports === undefined ||
    ports.some(({ port, endPort }) => port === undefined || (endPort ?? 0) - Number(port) > 10_000);
  const wrong = (ports ?? []).filter(
    (port) =>
      !isPort(
        port,
        peers.every(({ kind }) => kind === 'block'),
      ),
  );
  return [
    ...peers.flatMap((peer) => peerWidth(peer, direction) ?? []),
    ...(isOpen ? ['must name its ports, got every port'] : []),
    ...(protocols.length > 0 && !['UDP', 'TCP'].every((protocol) => protocols.includes(protocol))
      ? [`must have port 53 of UDP and of TCP, got ${protocols.join(', ')} alone`]
      : []),
    ...wrong.map(
      ({ protocol, port }) => `must have ports of TCP, UDP or SCTP from 1 to 65535, got ${protocol} ${port}`,
    ),
  ];
}

/** Only pods have names for ports. */
function isPort({ protocol, port }: PolicyPort, isBlock: boolean): boolean {
  if (isBlock && typeof port === 'string') return false;
  return ['TCP', 'UDP', 'SCTP'].includes(protocol) && (typeof port !== 'number' || (port > 0 && port < 65_536));
}

/** A peer that names a namespace, and none of its pods. */
function isWholeNamespace(peer: PolicyPeer): boolean {
  return peer.kind === 'pods' && peer.namespaceSelector !== undefined && isEmpty(peer.podSelector);
}

function peerWidth(peer: PolicyPeer, direction: Direction): string | undefined {
  if (peer.kind === 'anyone') return `must have ${PEERS[direction]}, got everybody`;
  if (peer.kind === 'block') return blockWidth(peer);
  if (peer.namespaceSelector === undefined && peer.podSelector === undefined) {
    return 'must have peers that name pods, namespaces or addresses';
  }
  return peer.namespaceSelector !== undefined && isEmpty(peer.namespaceSelector)
    ? 'must not have all namespaces'
    : undefined;
}

function blockWidth({
  cidr,
  except,
}: {
  readonly cidr: string;
  readonly except: readonly string[];
}): string | undefined {
  // A block lies in itself, and what is no block lies nowhere.
  if (!isExpression(cidr) && !isInside(cidr, cidr)) return `must have a block of addresses, got "${cidr}"`;
  return isAnywhere(cidr) && except.length === 0 ? `must not have the block ${cidr} without exceptions` : undefined;
}

function isEmpty(selector: unknown): boolean {
  if (typeof selector !== 'object' || selector === null) return true;
  return Object.values(selector).every((part) => part === null || Object.keys(part ?? {}).length === 0);
}
