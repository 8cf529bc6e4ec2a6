import {
  chartReleases,
  groupedBy,
  type Json,
  type KubernetesObject,
  type NetworkPolicy,
  networkPolicies,
  readKubernetes,
  selects,
  stringEntries,
  valueAt,
} from '@smile/inventory';
import { isExpression } from '../../reading/block.ts';
import { found, podsOf } from '../../reading/kubernetes/objects.ts';
import type { Rule, RuleContext } from '../../rule.ts';

export const policySelectors: Rule = {
  id: 'SMILE_K8S_POLICY_SELECTORS',
  family: 'kubernetes',
  severity: 'high',
  title: 'Selectors of NetworkPolicies name pods by the labels by which others name them',
  what: "A peer of a NetworkPolicy names pods by labels that another policy has for the same namespace, in its own selector or as a peer. A policy's own selector does so too, or takes in pods of an object, or has the name of a release of its namespace among its labels. A policy of one direction allows something.",
  why: 'A label that is misspelt selects nothing and closes the connection; one that is left out takes in more pods than anybody meant. Kubernetes accepts both.',
  remedy: 'Use allowFrom of @smile/cluster-platform, which writes both ends from one part.',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors',
  check: (context) => {
    const policies = networkPolicies(readKubernetes(context.inventory).objects);
    const namespaces = groupedBy(policies, ({ object }) => [placeOf(object.cluster, object.namespace)]);
    const mentions = groupedBy(policies.flatMap(mentionsOf), ({ key }) => [key]);
    const alone = [...mentions.values()].filter((same) => same.every(({ by }) => by === same[0]?.by)).flat();
    return [
      ...alone.flatMap((mention) => {
        const { object } = mention.by;
        const others = namespaces.get(placeOf(object.cluster, mention.namespace)) ?? [];
        // A namespace of another stack that was not read is no evidence.
        const isRead = others.some((one) => one.object !== object);
        const isKnown = mention.isOwn && isMadeHere(context, mention);
        return isRead && !isKnown ? found(object, sentence(mention)) : [];
      }),
      ...policies.flatMap((policy) =>
        found(
          policy.object,
          allowsNothing(policy) ? 'must allow something; deny-all denies the rest already' : undefined,
        ),
      ),
    ];
  },
};

function placeOf(cluster: string, namespace: string | undefined): string {
  return `${cluster} ${namespace}`;
}

/** Pods that a policy names by labels, in its own selector or as a peer. */
interface Mention {
  readonly by: NetworkPolicy;
  readonly isOwn: boolean;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly key: string;
}

function mentionsOf(policy: NetworkPolicy): readonly Mention[] {
  const { object, podSelector, rules } = policy;
  const own = mentionOf(policy, podSelector, object.namespace, true);
  const peers = Object.values(rules)
    .flatMap((list) => list.flatMap((rule) => rule.peers))
    .flatMap((peer) =>
      peer.kind === 'pods'
        ? mentionOf(policy, peer.podSelector, namespaceOf(object, peer.namespaceSelector), false)
        : [],
    );
  return [...own, ...peers];
}

function namespaceOf({ namespace }: KubernetesObject, selector: Json | undefined): string | undefined {
  if (selector === undefined) return namespace;
  const labels = stringEntries(valueAt({ selector }, 'selector.matchLabels'));
  return labels['kubernetes.io/metadata.name'];
}

function mentionOf(by: NetworkPolicy, selector: Json | undefined, namespace: string | undefined, isOwn: boolean) {
  const labels = stringEntries(valueAt({ selector: selector ?? {} }, 'selector.matchLabels'));
  const entries = Object.entries(labels).sort(([one], [other]) => (one < other ? -1 : 1));
  if (entries.length === 0 || namespace === undefined || isExpression(JSON.stringify([namespace, entries]))) return [];
  const key = JSON.stringify([by.object.cluster, namespace, entries]);
  return [{ by, isOwn, namespace, labels, key }];
}

/** Whether an object of the source makes pods with these labels, or a release of the namespace is called like one of them. */
function isMadeHere(context: RuleContext, { by, namespace, labels }: Mention): boolean {
  const { cluster } = by.object;
  const isOfObject = podsOf(context).some(
    (pods) =>
      pods.object.cluster === cluster &&
      pods.object.namespace === namespace &&
      selects({ matchLabels: labels }, pods.labels) === 'yes',
  );
  return (
    isOfObject ||
    chartReleases(context.inventory).some(
      ({ values }) => values.namespace === namespace && Object.values(labels).includes(String(values.name)),
    )
  );
}

function sentence({ isOwn, namespace, labels }: Mention): string {
  const text = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const who = isOwn ? 'selects pods' : 'names pods of another policy';
  return `${who} by ${text.join(', ')}, by which nothing else in ${namespace} is named`;
}

/** A policy that isolates one direction and lets nothing through in it is what is left of an allowance. */
function allowsNothing({ rules }: NetworkPolicy): boolean {
  const directions = Object.values(rules);
  return directions.length === 1 && directions.every((list) => list.length === 0);
}
