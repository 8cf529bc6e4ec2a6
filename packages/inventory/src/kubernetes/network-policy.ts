import { groupedBy } from '../grouped-by.ts';
import { asList, asObject, asString } from '../json-narrowing.ts';
import type { Json, JsonObject } from '../model.ts';
import { oncePer } from '../once-per.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

export type Direction = 'ingress' | 'egress';

/** Whom a rule of a network policy lets through. */
export type PolicyPeer =
  /** Everybody, inside the cluster and outside. */
  | { readonly kind: 'anyone' }
  /** Pods; each selector is `undefined` where the peer leaves it out. */
  | { readonly kind: 'pods'; readonly namespaceSelector?: Json; readonly podSelector?: Json }
  | { readonly kind: 'block'; readonly cidr: string; readonly except: readonly string[] };

/** A port that a rule lets through. */
export interface PolicyPort {
  /** As in `TCP`. */
  readonly protocol: string;
  /** A number or the name of a container's port. @default - every port of the protocol */
  readonly port?: number | string;
  /** End of a range that begins at `port`. @default - `port` alone */
  readonly endPort?: number;
}

/** One rule: any of its peers on any of its ports. */
export interface PolicyRule {
  readonly peers: readonly PolicyPeer[];
  /** @default - every port */
  readonly ports?: readonly PolicyPort[];
}

/** What a NetworkPolicy says. */
export interface NetworkPolicy {
  readonly object: KubernetesObject;
  readonly podSelector: Json;
  /** By direction that it isolates; no rules means that nothing is let through. */
  readonly rules: Readonly<Partial<Record<Direction, readonly PolicyRule[]>>>;
}

const PEERS = { ingress: 'from', egress: 'to' } as const;

/** The policies among objects. */
export const networkPolicies: (objects: readonly KubernetesObject[]) => readonly NetworkPolicy[] = oncePer(
  (objects: readonly KubernetesObject[]) => objects.filter(isNetworkPolicy).map(policyOf),
);

const byNamespace = oncePer((objects: readonly KubernetesObject[]) =>
  groupedBy(networkPolicies(objects), ({ object }) => [`${object.cluster} ${object.namespace}`]),
);

/** The policies of one namespace. */
export function policiesIn(
  objects: readonly KubernetesObject[],
  { cluster, namespace = '' }: { readonly cluster: string; readonly namespace?: string },
): readonly NetworkPolicy[] {
  return byNamespace(objects).get(`${cluster} ${namespace}`) ?? [];
}

function isNetworkPolicy({ apiVersion, kind }: KubernetesObject): boolean {
  return kind === 'NetworkPolicy' && apiVersion === 'networking.k8s.io/v1';
}

/**
 * Without `policyTypes`, a policy isolates for ingress, and for egress only if it has rules for it.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource
 */
function policyOf(object: KubernetesObject): NetworkPolicy {
  const { spec } = object;
  const types = asList(spec.policyTypes);
  const isEgress = types.length > 0 ? types.includes('Egress') : asList(spec.egress).length > 0;
  const isIngress = types.length > 0 ? types.includes('Ingress') : true;
  return {
    object,
    podSelector: spec.podSelector ?? {},
    rules: {
      ...(isIngress ? { ingress: rulesOf(spec, 'ingress') } : {}),
      ...(isEgress ? { egress: rulesOf(spec, 'egress') } : {}),
    },
  };
}

function rulesOf(spec: JsonObject, direction: Direction): readonly PolicyRule[] {
  return asList(spec[direction]).map((value) => {
    const rule = asObject(value);
    const peers = asList(rule[PEERS[direction]]).map(peerOf);
    const ports = asList(rule.ports).map(portOf);
    return {
      peers: peers.length === 0 ? [{ kind: 'anyone' as const }] : peers,
      ...(ports.length === 0 ? {} : { ports }),
    };
  });
}

function peerOf(value: Json): PolicyPeer {
  const { ipBlock, namespaceSelector, podSelector } = asObject(value);
  if (ipBlock !== undefined && ipBlock !== null) {
    const { cidr, except } = asObject(ipBlock);
    return { kind: 'block', cidr: asString(cidr) ?? '', except: asList(except).flatMap((one) => asString(one) ?? []) };
  }
  return {
    kind: 'pods',
    ...(namespaceSelector === undefined ? {} : { namespaceSelector }),
    ...(podSelector === undefined ? {} : { podSelector }),
  };
}

function portOf(value: Json): PolicyPort {
  const { protocol, port, endPort } = asObject(value);
  const number = typeof port === 'string' && /^\d+$/.test(port) ? Number(port) : port;
  return {
    protocol: asString(protocol) ?? 'TCP',
    ...(typeof number === 'number' || typeof number === 'string' ? { port: number } : {}),
    ...(typeof endPort === 'number' ? { endPort } : {}),
  };
}
