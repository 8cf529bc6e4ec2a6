import {
  type Direction,
  type NetworkPolicy,
  networkPolicies,
  type PolicyPeer,
  type PolicyRule,
  readKubernetes,
} from '@smile/inventory';
import { found, hasReason } from '../../reading/kubernetes/objects.ts';
import type { Rule } from '../../rule.ts';

export const policyWidth: Rule = {
  id: 'SMILE_K8S_POLICY_WIDTH',
  family: 'kubernetes',
  severity: 'high',
  title: 'An allowance names who, on which port, and why',
  what: 'Every rule of a NetworkPolicy names its peers and its ports; no peer is all namespaces, and none is every address (`/0`) without exceptions. A policy that allows something has the annotation `smile/reason`.',
  why: 'In a policy, a word left out means everything: without `from`, everybody; without `ports`, every port; with an empty selector, every namespace.',
  remedy: 'Use allowFrom and allowToBlocks of @smile/cluster-platform.',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/#NetworkPolicySpec',
  check: ({ inventory }) =>
    networkPolicies(readKubernetes(inventory).objects).flatMap((policy) => found(policy.object, problemsOf(policy))),
};

const PEERS: Readonly<Record<Direction, string>> = { ingress: 'from', egress: 'to' };

function problemsOf({ object, rules }: NetworkPolicy): readonly string[] {
  const directions = ['ingress', 'egress'] as const;
  const wide = directions.flatMap((direction) =>
    (rules[direction] ?? []).flatMap((rule, index) =>
      widths(rule, direction).map((text) => `${direction}[${index}] ${text}`),
    ),
  );
  const allows = directions.some((direction) => (rules[direction] ?? []).length > 0);
  return [
    ...wide,
    ...(allows && !hasReason(object) ? ['must say why it allows what it does, in the annotation smile/reason'] : []),
  ];
}

function widths({ peers, ports }: PolicyRule, direction: Direction): readonly string[] {
  const isOpen =
    ports === undefined ||
    ports.some(({ port, endPort }) => port === undefined || (endPort ?? 0) - Number(port) > 10_000);
  return [
    ...peers.flatMap((peer) => peerWidth(peer, direction) ?? []),
    ...(isOpen ? ['must name its ports, got every port'] : []),
  ];
}

function peerWidth(peer: PolicyPeer, direction: Direction): string | undefined {
  if (peer.kind === 'anyone') return `must have ${PEERS[direction]}, got everybody`;
  if (peer.kind === 'block')
    return /\/0$/.test(peer.cidr) && peer.except.length === 0
      ? `must not have the block ${peer.cidr} without exceptions`
      : undefined;
  return peer.namespaceSelector !== undefined && isEmpty(peer.namespaceSelector)
    ? 'must not have all namespaces'
    : undefined;
}

function isEmpty(selector: unknown): boolean {
  if (typeof selector !== 'object' || selector === null) return true;
  return Object.values(selector).every((part) => part === null || Object.keys(part ?? {}).length === 0);
}
