import { asList, asObject, stringEntries } from '../json-narrowing.ts';
import type { Json } from '../model.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { selects } from './label-selector.ts';
import type { Direction, NetworkPolicy, PolicyRule } from './network-policy.ts';
import { nameFrom, namespaceNamed, type PodConnection, type PodReachability, type Pods } from './pod-reachability.ts';

/** A connection between pods that a policy of one end allows, and what both ends make of it. */
export interface PodAllowance extends PodConnection {
  /** Pods alone: addresses are no end of an allowance between pods. */
  readonly from: Pods;
  readonly to: Pods;
  /** The policy that allows it at its end. */
  readonly policy: KubernetesObject;
}

/**
 * Connections between pods that both ends let through, each as often as policies allow it. A rule for all pods of a namespace stands
 * for those that are known; one for every namespace, as that of DNS, is no connection of anybody in particular and left out.
 */
export function allowedConnections(among: PodReachability): readonly PodAllowance[] {
  return allowances(among, everyoneMeant).filter(({ verdict }) => verdict === 'open');
}

/**
 * Connections between pods that a policy of one end allows by labels and the other end refuses: nobody gains by half an allowance. Rules
 * for all pods of a namespace say nothing about one of them, so they are left out.
 */
export function oneSidedAllowances(among: PodReachability): readonly PodAllowance[] {
  return allowances(among, meantByLabels).filter(({ verdict, direction }) => {
    return verdict === (direction === 'ingress' ? 'not sent' : 'not admitted');
  });
}

/** Which pods a selector stands for, in a namespace of a cluster. */
type Meant = (among: PodReachability, place: Place, selector: Json | undefined) => readonly Pods[];

interface Place {
  readonly cluster: string;
  /** @default - more than one */
  readonly namespace?: string;
}

type Directed = PodAllowance & { readonly direction: Direction };

function allowances(among: PodReachability, meant: Meant): readonly Directed[] {
  return among.policies.flatMap((policy) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      (policy.rules[direction] ?? []).flatMap((rule) => ofRule(among, meant, policy, direction, rule)),
    ),
  );
}

function ofRule(
  among: PodReachability,
  meant: Meant,
  { object, podSelector }: NetworkPolicy,
  direction: Direction,
  rule: PolicyRule,
): readonly Directed[] {
  const { cluster, namespace } = object;
  const own = meant(among, { cluster, namespace }, podSelector);
  return rule.peers.flatMap((peer) => {
    if (peer.kind !== 'pods') return [];
    const home = peer.namespaceSelector === undefined ? namespace : namespaceNamed(peer.namespaceSelector);
    const others = meant(among, { cluster, namespace: home }, peer.podSelector);
    return own.flatMap((one) =>
      others.flatMap((other) => {
        const [from, to] = direction === 'ingress' ? [other, one] : [one, other];
        return (rule.ports ?? []).map((port) => ({
          ...among.connection(from, to, port),
          from,
          to,
          policy: object,
          direction,
        }));
      }),
    );
  });
}

/** Pods that a selector of labels means, those of charts of others included; none where it means all of a namespace. */
function meantByLabels(among: PodReachability, { cluster, namespace }: Place, selector: Json | undefined) {
  if (namespace === undefined || selector === undefined) return [];
  const labels = stringEntries(asObject(asObject(selector).matchLabels));
  if (Object.keys(labels).length === 0) return [];
  const made = among.workloads.filter(
    (one) => one.cluster === cluster && one.namespace === namespace && selects(selector, one.labels) === 'yes',
  );
  return made.length > 0 ? made : [{ kind: 'pods' as const, cluster, namespace, name: nameFrom(labels), labels }];
}

/** The same, but a selector without labels means all pods of the namespace that are known. */
function everyoneMeant(among: PodReachability, place: Place, selector: Json | undefined): readonly Pods[] {
  const byLabels = meantByLabels(among, place, selector);
  const { matchLabels, matchExpressions } = asObject(selector);
  const isForAll = Object.keys(asObject(matchLabels)).length === 0 && asList(matchExpressions).length === 0;
  if (byLabels.length > 0 || !isForAll) return byLabels;
  return [...among.workloads, ...among.charted].filter(
    ({ cluster, namespace }) => cluster === place.cluster && namespace === place.namespace,
  );
}
