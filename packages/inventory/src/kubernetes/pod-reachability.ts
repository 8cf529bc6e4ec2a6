import { isAnywhere, isInside } from '../cidr-blocks.ts';
import type { Inventory } from '../inventory.ts';
import { asObject, asString, stringEntries } from '../json-narrowing.ts';
import type { Json } from '../model.ts';
import { oncePer } from '../once-per.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { readKubernetes } from './kubernetes-objects.ts';
import { type Selected, selects } from './label-selector.ts';
import { type ListeningPort, listeningPorts } from './listening-ports.ts';
import {
  type Direction,
  type NetworkPolicy,
  networkPolicies,
  type PolicyPeer,
  type PolicyPort,
  type PolicyRule,
  policiesIn,
} from './network-policy.ts';
import { type PodTemplate, podTemplates } from './pod-template.ts';

/** Pods that policies judge: those of an object, or those that a policy only names. */
export interface Pods {
  readonly kind: 'pods';
  readonly cluster: string;
  readonly namespace: string;
  /** What they are called: the object's name, or the labels that a policy asks for. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** What makes them. @default - no source shows it, as with charts of others */
  readonly template?: PodTemplate;
}

/** Addresses outside of the cluster, or of its nodes. */
interface AddressBlock {
  readonly kind: 'block';
  readonly cidr: string;
  readonly except: readonly string[];
}

/** Everybody whom no policy keeps out. */
interface Anyone {
  readonly kind: 'anyone';
}

export type PodPeer = Pods | AddressBlock | Anyone;

/** Traffic to pods, or from them, and what network policies make of it. */
export interface PodConnection {
  readonly from: PodPeer;
  readonly to: PodPeer;
  /** As in `TCP`. */
  readonly protocol: string;
  /** Port of the container, which is what policies name, never that of a Service. @default - every port */
  readonly port?: number | string;
  readonly endPort?: number;
  /**
   * `open` when both ends allow it; `not sent` when only the source's policies keep it in; `not admitted` when only the target's
   * keep it out; `unknown` where a policy selects by labels that no source shows.
   */
  readonly verdict: 'open' | 'not sent' | 'not admitted' | 'unknown';
  /** Policies that allow it, of either end. */
  readonly policies: readonly KubernetesObject[];
}

/** A policy that selects pods; `unknown` where it asks for labels that are not known. */
interface Selecting {
  readonly policy: NetworkPolicy;
  readonly selected: Selected;
}

/** What the policies of one end say. */
interface Permission {
  readonly answer: Selected;
  readonly policies: readonly KubernetesObject[];
}

/**
 * Who may reach whom inside the clusters, by network policies.
 *
 * Pods that no policy selects in a direction are open in it; otherwise what any of the policies allows is allowed, and a
 * connection needs both ends: https://kubernetes.io/docs/concepts/services-networking/network-policies/. Policies of the mesh,
 * and whether a pod listens, are other questions.
 */
export class PodReachability {
  readonly policies: readonly NetworkPolicy[];
  /** Pods of objects. */
  readonly workloads: readonly Pods[];
  /**
   * Pods that policies name by labels and that no object of the source makes, as those of charts of others. They count as having
   * these labels and no others.
   */
  get charted(): readonly Pods[] {
    this.byLabels ??= uniquePeers(this.policies.flatMap((policy) => this.namedBy(policy))).filter(isPods);
    return this.byLabels;
  }

  private byLabels: readonly Pods[] | undefined;
  /** Each of a thousand connections asks for the policies of the same few pods. */
  private readonly selecting = {
    ingress: new WeakMap<Pods, readonly Selecting[]>(),
    egress: new WeakMap<Pods, readonly Selecting[]>(),
  };
  private readonly objects: readonly KubernetesObject[];
  private readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;

  constructor(inventory: Inventory) {
    const { objects } = readKubernetes(inventory);
    this.policies = networkPolicies(objects);
    this.workloads = podTemplates(objects).map(podsOf);
    this.objects = objects;
    this.namespaces = new Map(
      objects
        .filter(({ kind }) => kind === 'Namespace')
        .map(({ cluster, name, labels }) => [`${cluster} ${name}`, labels]),
    );
  }

  /** Pods that a text means: `namespace/name`, or `cluster:namespace/name`. */
  named(text: string): readonly Pods[] {
    return [...this.workloads, ...this.charted].filter(({ cluster, namespace, name }) => {
      return text === `${namespace}/${name}` || text === `${cluster}:${namespace}/${name}`;
    });
  }

  /** Policies that select pods, in a direction; `unknown` ones ask for labels that are not known. */
  policiesOf(pods: Pods, direction: Direction): readonly Selecting[] {
    const known = this.selecting[direction];
    const found = known.get(pods) ?? this.findPolicies(pods, direction);
    known.set(pods, found);
    return found;
  }

  private findPolicies(pods: Pods, direction: Direction): readonly Selecting[] {
    return policiesIn(this.objects, pods).flatMap((policy) => {
      const { podSelector, rules } = policy;
      if (rules[direction] === undefined) return [];
      const selected = selects(podSelector, pods.labels);
      return selected === 'no' ? [] : [{ policy, selected }];
    });
  }

  /** Everything that may reach pods, or that one end alone keeps from it; on the ports they listen on or policies name. */
  waysInto(pods: Pods): readonly PodConnection[] {
    const peers = this.peersOf(pods, 'ingress');
    return this.portsOf(pods, 'ingress').flatMap((port) =>
      peers.flatMap((from) => this.judged(from, pods, port)).filter(isWorthTelling),
    );
  }

  /** Everything that pods may reach, on the ports that their policies name. */
  waysFrom(pods: Pods): readonly PodConnection[] {
    return this.peersOf(pods, 'egress').flatMap((to) => {
      const ports = [...this.portsOf(pods, 'egress'), ...(to.kind === 'pods' ? this.portsOf(to, 'ingress') : [])];
      return uniquePorts(ports)
        .flatMap((port) => this.judged(pods, to, port))
        .filter(isWorthTelling);
    });
  }

  /** Whether a connection is open. */
  connection(from: PodPeer, to: PodPeer, port: PolicyPort): PodConnection {
    const sent = from.kind === 'pods' ? this.permission(from, to, port, 'egress') : OPEN;
    const admitted = to.kind === 'pods' ? this.permission(to, from, port, 'ingress') : OPEN;
    return {
      from,
      to,
      protocol: port.protocol,
      ...(port.port === undefined ? {} : { port: port.port }),
      ...(port.endPort === undefined ? {} : { endPort: port.endPort }),
      verdict: verdictOf(sent.answer, admitted.answer),
      policies: [...admitted.policies, ...sent.policies],
    };
  }

  /** What is not allowed at both ends is no connection at all. */
  private judged(from: PodPeer, to: PodPeer, port: PolicyPort): readonly PodConnection[] {
    const sent = from.kind === 'pods' ? this.permission(from, to, port, 'egress') : OPEN;
    const admitted = to.kind === 'pods' ? this.permission(to, from, port, 'ingress') : OPEN;
    return sent.answer === 'no' && admitted.answer === 'no' ? [] : [this.connection(from, to, port)];
  }

  private permission(pods: Pods, peer: PodPeer, port: PolicyPort, direction: Direction): Permission {
    const selecting = this.policiesOf(pods, direction);
    if (selecting.length === 0) return OPEN;
    // Ports are those of the pods that take the connection.
    const target = direction === 'ingress' ? pods : peer;
    const allowing = selecting.flatMap(({ policy, selected }) => {
      const answers = (policy.rules[direction] ?? []).map((rule) =>
        portFits(rule, port, target) ? this.peerFits(rule, policy.object, peer) : 'no',
      );
      const best = answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
      return best === 'no' ? [] : [{ policy, answer: selected === 'yes' ? best : ('unknown' as const) }];
    });
    const sure = allowing.filter(({ answer }) => answer === 'yes');
    if (sure.length > 0) return { answer: 'yes', policies: sure.map(({ policy }) => policy.object) };
    const isSelected = selecting.some(({ selected }) => selected === 'yes');
    return { answer: allowing.length > 0 || !isSelected ? 'unknown' : 'no', policies: [] };
  }

  private peerFits(rule: PolicyRule, policy: KubernetesObject, peer: PodPeer): Selected {
    const answers = rule.peers.map((one) => this.onePeerFits(one, policy, peer));
    if (answers.includes('yes')) return 'yes';
    return answers.includes('unknown') ? 'unknown' : 'no';
  }

  private onePeerFits(allowed: PolicyPeer, policy: KubernetesObject, peer: PodPeer): Selected {
    if (allowed.kind === 'anyone') return 'yes';
    if (peer.kind === 'anyone') return allowed.kind === 'block' && isEverywhere(allowed) ? 'yes' : 'no';
    if (allowed.kind === 'block') {
      // Kubernetes means blocks for what is outside of the cluster; addresses of pods are known to nobody before they run.
      if (peer.kind === 'pods')
        return isEverywhere(allowed) ? 'yes' : isInside(allowed.cidr, LINK_LOCAL) ? 'no' : 'unknown';
      return blockFits(allowed, peer) ? 'yes' : 'no';
    }
    if (peer.kind !== 'pods' || peer.cluster !== policy.cluster) return 'no';
    const { namespaceSelector, podSelector } = allowed;
    const inNamespace: Selected =
      namespaceSelector === undefined
        ? peer.namespace === policy.namespace
          ? 'yes'
          : 'no'
        : selects(namespaceSelector, this.labelsOfNamespace(peer), this.isNamespaceKnown(peer));
    const pods = podSelector === undefined ? 'yes' : selects(podSelector, peer.labels);
    if (inNamespace === 'no' || pods === 'no') return 'no';
    return inNamespace === 'yes' && pods === 'yes' ? 'yes' : 'unknown';
  }

  /** The control plane gives every namespace its name as a label. */
  private labelsOfNamespace({ cluster, namespace }: Pods): Readonly<Record<string, string>> {
    return { ...this.namespaces.get(`${cluster} ${namespace}`), [NAMESPACE_NAME]: namespace };
  }

  private isNamespaceKnown({ cluster, namespace }: Pods): boolean {
    return this.namespaces.has(`${cluster} ${namespace}`);
  }

  /** Who could be at the other end: every workload of the cluster, and whom the policies name besides. */
  private peersOf(pods: Pods, direction: Direction): readonly PodPeer[] {
    const selecting = this.policiesOf(pods, direction);
    const others = [...this.workloads, ...this.charted].filter((one) => one.cluster === pods.cluster && one !== pods);
    if (selecting.length === 0) return [{ kind: 'anyone' }];
    const named = selecting.flatMap(({ policy }) => {
      return (policy.rules[direction] ?? [])
        .flatMap((rule) => rule.peers)
        .flatMap((peer) => (peer.kind === 'pods' ? [] : [peer]));
    });
    return uniquePeers([...others, ...named]);
  }

  /** Pods that a policy names and no workload is: its own, and those of its peers in one namespace. */
  private namedBy({ object, podSelector, rules }: NetworkPolicy): readonly Pods[] {
    const peers = Object.values(rules).flatMap((list) => list.flatMap((rule) => rule.peers));
    const places = [
      { namespace: object.namespace, selector: podSelector },
      ...peers.flatMap((peer) => {
        if (peer.kind !== 'pods' || peer.podSelector === undefined) return [];
        const home = peer.namespaceSelector === undefined ? object.namespace : namespaceNamed(peer.namespaceSelector);
        return [{ namespace: home, selector: peer.podSelector }];
      }),
    ];
    return places.flatMap(({ namespace, selector }) => {
      const labels = stringEntries(asObject(selector).matchLabels);
      if (namespace === undefined || Object.keys(labels).length === 0) return [];
      const isMade = this.workloads.some(
        (one) =>
          one.cluster === object.cluster && one.namespace === namespace && selects(selector, one.labels) === 'yes',
      );
      return isMade ? [] : [{ kind: 'pods', cluster: object.cluster, namespace, name: nameFrom(labels), labels }];
    });
  }

  /** Ports that pods listen on, and those that policies name for them. */
  private portsOf(pods: Pods, direction: Direction): readonly PolicyPort[] {
    const listening = direction === 'ingress' && pods.template !== undefined ? listeningPorts(pods.template) : [];
    const named = this.policiesOf(pods, direction).flatMap(({ policy }) =>
      (policy.rules[direction] ?? []).flatMap((rule) => rule.ports ?? []),
    );
    const numbered = named.map((one) => ({ ...one, port: numberOf(one.port, listening) }));
    const ports = uniquePorts([...listening.map(({ protocol, port }) => ({ protocol, port })), ...numbered]);
    return ports.length === 0 ? [{ protocol: 'TCP' }] : ports;
  }
}

/** Which pods network policies let reach which others; worked out once for an inventory, since several ask. */
export const podReachability: (inventory: Inventory) => PodReachability = oncePer(
  (inventory: Inventory) => new PodReachability(inventory),
);

const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
/** What a node answers by itself, such as the agent of EKS Pod Identity; no pod has such an address. */
const LINK_LOCAL = '169.254.0.0/16';
const OPEN: Permission = { answer: 'yes', policies: [] };

function verdictOf(sent: Selected, admitted: Selected): PodConnection['verdict'] {
  if (sent === 'yes' && admitted === 'yes') return 'open';
  if (sent === 'no') return 'not sent';
  return admitted === 'no' ? 'not admitted' : 'unknown';
}

/** A connection that one end forbids is told where the other end allows it by name, since then somebody meant it. */
function isWorthTelling({ verdict, policies }: PodConnection): boolean {
  return verdict === 'open' || policies.length > 0;
}

/** What pods with labels are called: by the recommended labels, or all of them. */
export function nameFrom(labels: Readonly<Record<string, string>>): string {
  const all = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return labels['app.kubernetes.io/name'] ?? labels.app ?? all.join(',');
}

function isPods(peer: PodPeer): peer is Pods {
  return peer.kind === 'pods';
}

/** The namespace that a selector names by the label that the control plane gives. */
export function namespaceNamed(selector: Json): string | undefined {
  return asString(asObject(asObject(selector).matchLabels)[NAMESPACE_NAME]);
}

/** Whether a rule lets a port through; without ports it lets all through. */
function portFits({ ports }: PolicyRule, asked: PolicyPort, target: PodPeer): boolean {
  if (ports === undefined) return true;
  const listening = target.kind === 'pods' && target.template !== undefined ? listeningPorts(target.template) : [];
  return ports.some((one) => {
    if (one.protocol !== asked.protocol) return false;
    if (one.port === undefined) return true;
    const [wanted, found] = [numberOf(one.port, listening), numberOf(asked.port, listening)];
    if (typeof wanted !== 'number' || typeof found !== 'number') return wanted === found;
    return found >= wanted && (asked.endPort ?? found) <= (one.endPort ?? wanted);
  });
}

/** The number of a port that is named, as far as the pods show it. */
function numberOf(port: number | string | undefined, listening: readonly ListeningPort[]): number | string | undefined {
  return typeof port === 'string' ? (listening.find(({ name }) => name === port)?.port ?? port) : port;
}

function isEverywhere({ cidr, except }: AddressBlock): boolean {
  return isAnywhere(cidr) && except.length === 0;
}

/** Whether a block lets addresses through; what it excepts may only be a part of them. */
function blockFits(allowed: AddressBlock, asked: AddressBlock): boolean {
  const isExcepted = allowed.except.some((one) => isInside(asked.cidr, one));
  return isInside(asked.cidr, allowed.cidr) && !isExcepted;
}

function uniquePorts(ports: readonly PolicyPort[]): readonly PolicyPort[] {
  return [...new Map(ports.map((one) => [JSON.stringify([one.protocol, one.port, one.endPort]), one])).values()];
}

function uniquePeers(peers: readonly PodPeer[]): readonly PodPeer[] {
  return [...new Map(peers.map((one) => [keyOf(one), one])).values()];
}

function keyOf(peer: PodPeer): string {
  if (peer.kind === 'block') return JSON.stringify([peer.cidr, peer.except]);
  if (peer.kind === 'anyone') return 'anyone';
  const { cluster, namespace, name, labels, template } = peer;
  return JSON.stringify([cluster, namespace, name, template?.object.kind ?? Object.entries(labels).sort()]);
}

function podsOf(template: PodTemplate): Pods {
  const { object, labels } = template;
  return {
    kind: 'pods',
    cluster: object.cluster,
    namespace: object.namespace ?? 'default',
    name: object.name,
    labels,
    template,
  };
}
