import {
  chartReleases,
  type Direction,
  type KubernetesObject,
  listeningPorts,
  type NetworkPolicy,
  networkPolicies,
  type PodReachability,
  type Pods,
  type PodTemplate,
  type PolicyPeer,
  podReachability,
  readKubernetes,
  selects,
} from '@smile/inventory';
import { Block } from '../../reading/block.ts';
import { found, isBeside, objectsOf } from '../../reading/kubernetes/objects.ts';
import { isListenedOn, portText, takesIn } from '../../reading/kubernetes/policy-ports.ts';
import type { Rule, RuleContext, Violation } from '../../rule.ts';

export const policyPorts: Rule = {
  id: 'SMILE_K8S_POLICY_PORTS',
  family: 'kubernetes',
  severity: 'medium',
  title: 'Network policies name the ports that containers listen on',
  what: 'Some policy admits somebody on each port of a container in a pod that is closed for ingress, except ports that only its own probes use; and on each port that a rule names, for ingress or for egress to pods, a container of those pods listens. Where pods of charts of others may be meant, the second is not judged.',
  why: 'Policies are held at the pod, behind the Service: one that names the port of the Service (80) admits nothing to the container (8080), and requests end in a timeout that no log tells of.',
  remedy: "Name the container's port; remove the allowance that nobody needs.",
  source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html',
  check: (context) => {
    const reachability = podReachability(context.inventory);
    return [
      ...reachability.workloads.flatMap((pods) => unadmitted(context, reachability, pods)),
      ...networkPolicies(readKubernetes(context.inventory).objects).flatMap((policy) =>
        unheard(context, reachability, policy),
      ),
    ];
  },
};

/** Ports of pods that are closed, on which nobody may come. */
function unadmitted(context: RuleContext, reachability: PodReachability, pods: Pods): readonly Violation[] {
  const { template } = pods;
  const selecting = reachability.policiesOf(pods, 'ingress');
  if (template === undefined || selecting.length === 0) return [];
  const rules = selecting.flatMap(({ policy }) => policy.rules.ingress ?? []);
  const closed = listeningPorts(template).filter(
    (port) =>
      !rules.some(({ ports }) => ports === undefined || ports.some((one) => takesIn(one, port))) &&
      !isForProbesAlone(context, template, port),
  );
  return found(
    template.object,
    closed.map(
      ({ container, protocol, port }) => `no NetworkPolicy admits anybody to ${protocol} ${port} of ${container}`,
    ),
  );
}

/** Whether a port is for the kubelet, whom no policy keeps out: a probe uses it, and no Service leads to it. */
function isForProbesAlone(
  context: RuleContext,
  { object, containers, labels }: PodTemplate,
  { port, name }: { readonly port: number; readonly name?: string },
): boolean {
  const isThis = (value: unknown) => value === port || (name !== undefined && value === name);
  const isProbed = containers.some(({ body }) => {
    const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'].map((probe) => new Block(body).block(probe));
    return probes.some((probe) =>
      ['httpGet', 'tcpSocket', 'grpc'].some((handler) => isThis(probe.block(handler).raw('port'))),
    );
  });
  const services = objectsOf(context, 'Service', /^v1$/).filter(
    (service) => isBeside(service, object) && leadsTo(service, labels),
  );
  const isServed = services.some(({ spec }) =>
    new Block(spec).blocks('ports').some((one) => isThis(one.raw('targetPort') ?? one.raw('port'))),
  );
  return isProbed && !isServed;
}

/** A Service without a selector leads to no pods by itself. */
function leadsTo({ spec }: KubernetesObject, labels: PodTemplate['labels']): boolean {
  const selector = spec.selector ?? {};
  return Object.keys(selector).length > 0 && selects({ matchLabels: selector }, labels) === 'yes';
}

/** Ports that rules of a policy name and no container listens on. */
function unheard(context: RuleContext, reachability: PodReachability, policy: NetworkPolicy): readonly Violation[] {
  const ingress = portsWithout(context, policy, 'ingress', () => [ownPeer(policy)], reachability);
  const egress = portsWithout(context, policy, 'egress', (peers) => peers, reachability);
  return found(policy.object, [...ingress, ...egress]);
}

function portsWithout(
  context: RuleContext,
  policy: NetworkPolicy,
  direction: Direction,
  targetsOf: (peers: readonly PolicyPeer[]) => readonly PolicyPeer[],
  reachability: PodReachability,
): readonly string[] {
  return (policy.rules[direction] ?? []).flatMap(({ peers, ports = [] }) => {
    const pods = knownPods(context, policy, targetsOf(peers), reachability);
    if (pods === undefined || pods.length === 0) return [];
    const names = pods.map(({ object }) => `${object.namespace}/${object.name}`).join(', ');
    return ports
      .filter((port) => !isListenedOn(port, pods))
      .map((port) => `${direction} names ${portText(port)}, on which no container of ${names} listens`);
  });
}

/** A policy's own pods, in the form of a peer. */
function ownPeer({ podSelector }: NetworkPolicy): PolicyPeer {
  return { kind: 'pods', podSelector };
}

/**
 * All pods that peers mean; undefined where there may be others that no source shows: addresses, or a namespace with a chart of
 * somebody else.
 */
function knownPods(
  context: RuleContext,
  { object }: NetworkPolicy,
  peers: readonly PolicyPeer[],
  { workloads }: PodReachability,
): readonly PodTemplate[] | undefined {
  const charted = chartReleases(context.inventory).map(({ values }) => values.namespace);
  const meant: PodTemplate[] = [];
  for (const peer of peers) {
    if (peer.kind !== 'pods') return undefined;
    const namespaces = namespacesOf(context, object, peer);
    if (namespaces === undefined || namespaces.some((name) => charted.includes(name) || hasUnknownRelease(charted)))
      return undefined;
    const selected = workloads.filter(
      (one) =>
        one.cluster === object.cluster &&
        namespaces.includes(one.namespace) &&
        selects(peer.podSelector ?? {}, one.labels) === 'yes',
    );
    meant.push(...selected.flatMap(({ template }) => template ?? []));
  }
  return meant;
}

/** A release whose namespace is known later may be anywhere. */
function hasUnknownRelease(namespaces: readonly unknown[]): boolean {
  return namespaces.some((name) => typeof name === 'string' && name.includes('${'));
}

/** The control plane gives every namespace its name as a label. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Namespaces that a peer means; undefined where that cannot be told. */
function namespacesOf(
  context: RuleContext,
  { cluster, namespace = 'default' }: KubernetesObject,
  peer: Extract<PolicyPeer, { kind: 'pods' }>,
): readonly string[] | undefined {
  if (peer.namespaceSelector === undefined) return [namespace];
  const labels = new Block({ selector: peer.namespaceSelector }).block('selector').block('matchLabels');
  const name = labels.text(NAMESPACE_NAME);
  if (name !== undefined) return [name];
  const known = objectsOf(context, 'Namespace').filter((one) => one.cluster === cluster);
  return known
    .filter((one) => selects(peer.namespaceSelector, { ...one.labels, [NAMESPACE_NAME]: one.name }) === 'yes')
    .map((one) => one.name);
}
