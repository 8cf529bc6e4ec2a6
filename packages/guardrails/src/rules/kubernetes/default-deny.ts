import { type Direction, type NetworkPolicy, type PolicyRule, policiesIn, readKubernetes } from '@smile/inventory';
import { eachObject } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const defaultDeny: Rule = {
  id: 'SMILE_K8S_DEFAULT_DENY',
  family: 'kubernetes',
  severity: 'high',
  title: 'Every namespace denies all connections that nobody allowed',
  what: 'Every Namespace has a NetworkPolicy with an empty `podSelector` for ingress and one for egress (both may be one), and none with an empty `podSelector` that lets everybody through on every port.',
  why: 'A pod that no policy selects is open to every pod of the cluster and to whatever the node reaches, the databases included.',
  remedy: 'Use Namespace of @smile/cluster-platform; allow what is needed with allowFrom, with a reason.',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-policies',
  check: eachObject(
    'Namespace',
    ({ cluster, name }, { inventory }: RuleContext) => {
      const policies = policiesIn(readKubernetes(inventory).objects, { cluster, namespace: name }).filter((policy) =>
        selectsAll(policy.podSelector),
      );
      return (['ingress', 'egress'] as const).flatMap((direction) => problemOf(policies, direction) ?? []);
    },
    /^v1$/,
  ),
};

function problemOf(policies: readonly NetworkPolicy[], direction: Direction): string | undefined {
  const isolating = policies.filter(({ rules }) => rules[direction] !== undefined);
  if (isolating.length === 0) return `must have a NetworkPolicy for all pods that denies ${direction}`;
  const open = isolating.find(({ rules }) => rules[direction]?.some(letsAllThrough));
  return open === undefined
    ? undefined
    : `NetworkPolicy ${open.object.name} must not let ${direction} of all pods through to everybody on every port`;
}

function letsAllThrough({ peers, ports }: PolicyRule): boolean {
  const isOpen = peers.some(
    (peer) => peer.kind === 'anyone' || (peer.kind === 'block' && /\/0$/.test(peer.cidr) && peer.except.length === 0),
  );
  const isEveryPort =
    ports === undefined || ports.some(({ port, endPort }) => port === undefined || (port === 1 && endPort === 65_535));
  return isOpen && isEveryPort;
}

function selectsAll(selector: unknown): boolean {
  if (typeof selector !== 'object' || selector === null) return false;
  return Object.values(selector).every((part) => part === null || Object.keys(part ?? {}).length === 0);
}
