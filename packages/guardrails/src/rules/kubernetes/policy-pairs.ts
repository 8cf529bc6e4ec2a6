import { oneSidedAllowances, type PodAllowance, type PodPeer, podReachability } from '@smile/inventory';
import { found } from '../../reading/kubernetes/objects.ts';
import { portText } from '../../reading/kubernetes/policy-ports.ts';
import type { Rule } from '../../rule.ts';

export const policyPairs: Rule = {
  id: 'SMILE_K8S_POLICY_PAIRS',
  family: 'kubernetes',
  severity: 'high',
  title: 'NetworkPolicy allowances between pods are open at both ends',
  what: 'A connection that a NetworkPolicy allows between pods by their labels is refused by no policy at the other end.',
  why: 'Kubernetes needs the egress policy of the source and the ingress policy of the target. One changed label, port or protocol at either end closes the connection, and requests end in a timeout that no log tells of.',
  remedy: 'Use allowFrom of @smile/cluster-platform, which makes both policies; remove the half that nobody needs.',
  source: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation',
  check: ({ inventory }) =>
    oneSidedAllowances(podReachability(inventory)).flatMap((allowance) =>
      found(allowance.policy, [messageOf(allowance)]),
    ),
};

function messageOf({ from, to, verdict, protocol, port, endPort }: PodAllowance): string {
  const what = portText({
    protocol,
    ...(port === undefined ? {} : { port }),
    ...(endPort === undefined ? {} : { endPort }),
  });
  const who = verdict === 'not sent' ? `${nameOf(from)} may not send it` : `${nameOf(to)} does not admit it`;
  return `allows ${what} from ${nameOf(from)} to ${nameOf(to)}, but ${who}`;
}

function nameOf(peer: PodPeer): string {
  return peer.kind === 'pods' ? `${peer.namespace}/${peer.name}` : peer.kind;
}
